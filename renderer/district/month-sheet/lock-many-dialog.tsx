import OpenIcon from '@mui/icons-material/LockOpenOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MonthOverview, MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { monthSheetQuery } from '../api/month-sheet-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { monthName } from '../language/dates.ts'
import { refusalWords } from '../language/refusal-words.ts'
import { useLanguage } from '../language/use-language.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { UndecidedNotice } from './undecided-notice.tsx'
import { type LockFate, useLockMany } from './use-lock-many.ts'

/** Closes a month at several points: what is open at each, one word for all of them, and what became of each. */
export function LockManyDialog(props: {
  month: string
  points: MonthOverview['points']
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { month, points, onClose } = props
  const count = points.length
  const answers = useQueries({
    queries: points.map(({ point }) => ({ ...monthSheetQuery(point, month), refetchOnWindowFocus: false })),
  })
  const sheets = answers.flatMap(({ data }) => (data === undefined ? [] : [data]))
  const failed = answers.find(({ isError }) => isError)
  const { fates, run } = useLockMany(sheets)
  const [accepted, setAccepted] = useState(false)
  const [note, setNote] = useState('')
  const unknown = sheets.filter(({ undecided }) => undecided > 0).length
  const isDone = run.isSuccess
  return (
    <FormDialog
      title={t('months.lockManyTitle', { count, month: monthName(month, language) })}
      lead={t('months.lockLead')}
      submit={
        isDone ? t('people.close') : t('months.lockMany', { count: accepted ? count : count - unknown })
      }
      done={isDone}
      wide
      working={run.isPending}
      incomplete={
        !isDone && (sheets.length < count || (accepted ? note.trim().length < 5 : unknown === count))
      }
      trouble={failed === undefined ? null : troubleOf(failed.error)}
      onTroubleSeen={() => void failed?.refetch()}
      onSubmit={() => (isDone ? onClose() : run.mutate({ note, acceptUnknown: accepted }))}
      onClose={onClose}
    >
      {sheets.length < count && failed === undefined && <PageLoading />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }} aria-live="polite">
        {sheets.map((sheet) => (
          <PointLine key={sheet.point} sheet={sheet} fate={fates.get(sheet.point)} />
        ))}
      </Box>
      {!isDone && unknown > 0 && (
        <FormControlLabel
          control={<Checkbox checked={accepted} onChange={(_, checked) => setAccepted(checked)} />}
          label={t('months.lockUnknownToo', { count: unknown })}
        />
      )}
      {!isDone && (
        <TextField
          multiline
          minRows={2}
          required={accepted}
          label={accepted ? t('months.noteNeeded') : t('months.lockNote')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      )}
    </FormDialog>
  )
}

function PointLine({ sheet, fate }: { sheet: MonthSheetAnswer; fate: LockFate | undefined }) {
  const { t } = useTranslation()
  const Icon = fate?.kind === 'locked' ? LockIcon : OpenIcon
  const state =
    sheet.undecided > 0 ? t('months.unknownTitle', { count: sheet.undecided }) : t('months.complete')
  return (
    <Box component="li" data-lock={sheet.point} data-fate={fate?.kind} sx={{ display: 'grid', gap: 0.5 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', fontWeight: 600 }}>
        <Icon fontSize="small" aria-hidden />
        <span>{sheet.pointName}</span>
      </Box>
      <Typography variant="body2" sx={{ color: fate?.kind === 'refused' ? 'error.main' : 'text.secondary' }}>
        {fate === undefined ? state : <FateWords fate={fate} />}
      </Typography>
      {fate === undefined && <UndecidedNotice sheet={sheet} />}
    </Box>
  )
}

function FateWords({ fate }: { fate: LockFate }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  if (fate.kind === 'locked') return t('months.locked')
  if (fate.kind === 'unknown') return t('months.leftOpen', { count: fate.cells })
  const { trouble } = fate
  const why = trouble.kind === 'problem' ? refusalWords(trouble, language) : t('trouble.notSent')
  return t('months.notLocked', { why })
}
