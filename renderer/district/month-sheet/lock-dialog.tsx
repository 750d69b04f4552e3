import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MonthLocked, type MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { monthPath } from '../api/month-sheet-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { monthName } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { UndecidedNotice } from './undecided-notice.tsx'

/** Closes a month, or opens a closed one again with the reason. */
export function LockDialog(props: { sheet: MonthSheetAnswer; deed: 'lock' | 'reopen'; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const { sheet, deed } = props
  const [note, setNote] = useState('')
  const [accepted, setAccepted] = useState(false)
  const tell = useMutation({
    mutationFn: () =>
      tellDistrict(
        MonthLocked,
        monthPath(sheet.point, sheet.month, deed),
        deed === 'lock' ? { acceptUnknown: accepted, note } : { reason: note },
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['month-sheet', sheet.point, sheet.month] })
      await client.invalidateQueries({ queryKey: ['months', sheet.month] })
      props.onClose()
    },
  })
  const unknown = deed === 'lock' ? sheet.undecided : 0
  const needsNote = deed === 'reopen' || unknown > 0
  const month = monthName(sheet.month, language)
  return (
    <FormDialog
      title={
        deed === 'lock' ? t('months.lockTitle', { month, point: sheet.pointName }) : t('months.reopenTitle')
      }
      lead={deed === 'lock' ? t('months.lockLead') : t('months.reopenLead')}
      submit={deed === 'lock' ? t('months.lock') : t('months.reopen')}
      working={tell.isPending}
      incomplete={(needsNote && note.trim().length < 5) || (unknown > 0 && !accepted)}
      danger={deed === 'reopen'}
      trouble={tell.isError ? troubleOf(tell.error) : null}
      onTroubleSeen={() => tell.reset()}
      onSubmit={() => tell.mutate()}
      onClose={props.onClose}
    >
      {deed === 'lock' && <UndecidedNotice sheet={sheet} />}
      {unknown > 0 && (
        <FormControlLabel
          control={<Checkbox checked={accepted} onChange={(_, checked) => setAccepted(checked)} />}
          label={t('months.acceptUnknown', { count: unknown })}
        />
      )}
      <TextField
        multiline
        minRows={2}
        required={needsNote}
        label={
          deed === 'reopen' ? t('months.reason') : unknown > 0 ? t('months.noteNeeded') : t('months.lockNote')
        }
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </FormDialog>
  )
}
