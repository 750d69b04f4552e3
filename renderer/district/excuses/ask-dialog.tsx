import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ExcuseMade } from '../../../core/district/excuses-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateField } from '../dates/date-field.tsx'
import { typeWords } from '../day/excuse-words.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { type ChosenPerson, PersonField } from '../parts/person-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { EXCUSES, leaveTypesQuery } from './excuse-queries.ts'

const PARTS = ['whole', 'morning', 'afternoon', 'hours'] as const
type Part = (typeof PARTS)[number]
/** What a half day means in a request; the day's own sessions decide what it covers. */
const HALVES: Readonly<Record<'morning' | 'afternoon', readonly [string, string]>> = {
  morning: ['00:00', '12:00'],
  afternoon: ['12:00', '24:00'],
}

/** Asks for an excused absence: whole days, half a day, or by the hour. */
export function AskDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const today = useToday()
  const [person, setPerson] = useState<ChosenPerson | null>(null)
  const [code, setCode] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const [part, setPart] = useState<Part>('whole')
  const [times, setTimes] = useState({ from: '07:30', to: '11:30' })
  const [document, setDocument] = useState('')
  const [reason, setReason] = useState('')
  const types = useQuery(leaveTypesQuery(person?.point ?? ''))
  const type = types.data?.find((each) => each.code === code)
  const [start, end] =
    part === 'whole' ? ['00:00', '24:00'] : part === 'hours' ? [times.from, times.to] : HALVES[part]
  const lastDay = part === 'whole' ? to : from
  const ask = useMutation({
    mutationFn: () =>
      tellDistrict(ExcuseMade, EXCUSES, {
        person: person?.id,
        from: `${from}T${start}`,
        to: `${lastDay}T${end}`,
        code,
        document,
        reason,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['excuses'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('requests.ask')}
      submit={t('requests.send')}
      working={ask.isPending}
      incomplete={
        person === null ||
        code === '' ||
        from === '' ||
        lastDay < from ||
        (part === 'hours' && times.from >= times.to)
      }
      trouble={ask.isError ? troubleOf(ask.error) : null}
      onTroubleSeen={() => ask.reset()}
      onSubmit={() => ask.mutate()}
      onClose={onClose}
    >
      <Box sx={{ mt: 1 }}>
        <PersonField required label={t('requests.person')} value={person} onChange={setPerson} />
      </Box>
      <SelectField
        required
        label={t('requests.type')}
        value={code}
        choices={(types.data ?? []).map((each) => ({
          value: each.code,
          label: `${typeWords(each, t)}: ${t('requests.symbolColumn', { symbol: each.symbol, column: each.column })}`,
        }))}
        onChange={setCode}
      />
      {type && (
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mt: -1.5 }}>
          {[
            type.evidence === '' ? '' : t('requests.evidence', { evidence: type.evidence }),
            t(`requests.approver.${type.approver}`),
            type.twoPeople ? t('requests.twoPeople') : '',
          ]
            .filter((word) => word !== '')
            .join(' · ')}
        </Box>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}>
        <SelectField
          label={t('requests.part')}
          value={part}
          choices={PARTS.map((value) => ({ value, label: t(`requests.parts.${value}`) }))}
          onChange={setPart}
        />
        <DateField required label={t('requests.from')} value={from} onChange={setFrom} />
        {part === 'whole' && <DateField required label={t('requests.to')} value={to} onChange={setTo} />}
        {part === 'hours' &&
          (['from', 'to'] as const).map((side) => (
            <TextField
              key={side}
              type="time"
              required
              label={t(side === 'from' ? 'requests.fromTime' : 'requests.toTime')}
              value={times[side]}
              onChange={(event) => setTimes({ ...times, [side]: event.target.value })}
              slotProps={{ inputLabel: { shrink: true } }}
            />
          ))}
      </Box>
      <TextField
        label={t('requests.document')}
        value={document}
        onChange={(event) => setDocument(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <TextField
        multiline
        minRows={2}
        label={t('requests.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 500 } }}
      />
    </FormDialog>
  )
}
