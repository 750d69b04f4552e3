import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { NoticeItem } from '../../../core/district/notices-api.ts'
import { showText } from '../../../core/names.ts'
import { LONGEST_NOTICE } from '../../../core/wire/directory.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateField } from '../dates/date-field.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { NoticePreview } from './notice-preview.tsx'
import { newNoticeId, noticePath, noticesQuery } from './notice-queries.ts'

/** In the list of places: every reception point. */
const EVERYWHERE = ''

/** Writes a notice or changes one, with a look at what citizens will see. */
export function NoticeDialog({ notice, onClose }: { notice: NoticeItem | null; onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const today = useToday()
  const client = useQueryClient()
  const tree = useQuery(organisationQuery)
  const places = (tree.data?.organisations ?? []).filter(({ mayChange }) => mayChange)
  const [id] = useState(() => notice?.id ?? newNoticeId())
  const [where, setWhere] = useState(
    notice === null ? (me.organisation ?? EVERYWHERE) : (notice.organisation ?? EVERYWHERE),
  )
  const [typed, setTyped] = useState(notice?.text ?? '')
  const [from, setFrom] = useState(notice?.validFrom ?? today)
  const [to, setTo] = useState(notice?.validTo ?? '')
  const text = showText(typed)
  const left = LONGEST_NOTICE - text.length
  const isInvisible = typed !== '' && text === ''
  const isReversed = from !== '' && to !== '' && to < from
  const save = useMutation({
    mutationFn: () =>
      tellDistrict(
        z.null(),
        noticePath(id),
        {
          organisation: where === EVERYWHERE ? null : where,
          text,
          validFrom: from,
          validTo: to === '' ? null : to,
        },
        { method: 'PUT' },
      ),
    onSuccess: async () => {
      await client.invalidateQueries(noticesQuery)
      onClose()
    },
  })
  const told = isInvisible
    ? t('notices.invisible')
    : left < 0
      ? t('notices.tooLong', { count: -left })
      : t('notices.left', { count: left })
  return (
    <FormDialog
      title={t(notice === null ? 'notices.addTitle' : 'notices.editTitle')}
      submit={t('notices.save')}
      working={save.isPending}
      incomplete={text === '' || left < 0 || from === '' || isReversed}
      trouble={save.isError ? troubleOf(save.error) : null}
      onTroubleSeen={() => save.reset()}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        required
        autoFocus
        multiline
        minRows={3}
        label={t('notices.text')}
        value={typed}
        error={isInvisible || left < 0}
        helperText={told}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{ formHelperText: { role: 'status' } }}
        sx={{ mt: 1 }}
      />
      <NoticePreview text={text.slice(0, LONGEST_NOTICE)} />
      <SelectField
        label={t('notices.where')}
        value={where}
        choices={[
          ...(me.organisation === null && me.point === null
            ? [{ value: EVERYWHERE, label: t('notices.everywhere') }]
            : []),
          ...places.map((place) => ({ value: place.id, label: place.name })),
        ]}
        onChange={setWhere}
      />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <DateField required label={t('notices.from')} value={from} onChange={setFrom} />
        <DateField
          label={t('notices.to')}
          value={to}
          onChange={setTo}
          helper={t(isReversed ? 'notices.order' : 'notices.toHelp')}
        />
      </Box>
    </FormDialog>
  )
}
