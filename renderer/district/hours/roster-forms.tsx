import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '../../../core/district/hours-api.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { readSessions, writeSessions } from '../../../core/schedule/sessions-text.ts'
import { addDays, weekdayOf } from '../../../core/time.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { DateField } from '../dates/date-field.tsx'
import { pointChoices } from '../parts/point-choices.ts'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { DocumentField } from './hours-form.tsx'
import { PersonPicker, type PickedPerson } from './person-picker.tsx'
import { replaced } from './replace-rule.ts'

interface FormProps {
  readonly old: RuleRow | null
  readonly onClose: () => void
}

const SATURDAY_MORNING = '07:30-11:30'
const documentOf = (text: string) => (text.trim() === '' ? {} : { document: text.trim() })

/** Several people on the duty roster of a date. */
export function DutyForm({ old, onClose }: FormProps) {
  const { t } = useTranslation()
  const held = old?.rule.kind === 'duty' ? old.rule.value : null
  const [people, setPeople] = useState<readonly PickedPerson[]>(
    held === null ? [] : [{ id: held.person, name: old?.subject ?? '', where: '' }],
  )
  const [date, setDate] = useState(held?.date ?? '')
  const [text, setText] = useState(held === null ? SATURDAY_MORNING : writeSessions(held.sessions))
  const [document, setDocument] = useState(held?.document ?? '')
  const sessions = readSessions(text)
  const rules: WrittenRule[] = people.map(({ id }) => ({
    kind: 'duty',
    value: { person: id, date, sessions: sessions ?? [], ...documentOf(document) },
  }))
  const ready = rules.length > 0 && date !== '' && sessions !== null && sessions.length > 0
  return (
    <ChangeDialog
      title={old === null ? t('hours.add.duty') : t('hours.edit')}
      change={ready ? replaced(old, rules) : null}
      onClose={onClose}
    >
      <PersonPicker label={t('hours.people')} many={old === null} picked={people} onChange={setPeople} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <DateField required label={t('hours.on')} value={date} onChange={setDate} />
        <TextField
          required
          label={t('hours.sessions')}
          value={text}
          error={sessions === null}
          helperText={sessions === null ? t('weekdays.unreadable') : undefined}
          onChange={(event) => setText(event.target.value)}
          sx={{ flex: '1 1 240px' }}
        />
      </Box>
      <DocumentField value={document} onChange={setDocument} />
    </ChangeDialog>
  )
}

/** Longest stretch of a roster that is written at once. */
const MOST_DAYS = 92

/** A date, or with an end every Monday to Friday up to it. */
function rosterDates(from: string, until: string): string[] {
  if (until === '' || until <= from) return [from]
  const dates: string[] = []
  for (let date = from; date <= until && dates.length < MOST_DAYS; date = addDays(date, 1)) {
    if (weekdayOf(date) <= 5) dates.push(date)
  }
  return dates
}

/** The leader of a point on a date or for some weeks, for the day or one session. */
export function LeaderForm({ old, onClose }: FormProps) {
  const { t } = useTranslation()
  const today = useToday()
  const organisation = useQuery(organisationQuery)
  const held = old?.rule.kind === 'leaders' ? old.rule.value : null
  const [point, setPoint] = useState(held?.point ?? '')
  const [date, setDate] = useState(held?.date ?? today)
  const [until, setUntil] = useState('')
  const [session, setSession] = useState(held?.session === undefined ? '' : String(held.session))
  const [person, setPerson] = useState<readonly PickedPerson[]>(
    held === null ? [] : [{ id: held.person, name: old?.subject.split(' · ').at(-1) ?? '', where: '' }],
  )
  const id = person[0]?.id ?? ''
  const rules = rosterDates(date, old === null ? until : '').map(
    (day): WrittenRule => ({
      kind: 'leaders',
      value: { point, date: day, person: id, ...(session === '' ? {} : { session: Number(session) }) },
    }),
  )
  return (
    <ChangeDialog
      title={old === null ? t('hours.add.leaders') : t('hours.edit')}
      change={point === '' || date === '' || id === '' ? null : replaced(old, rules)}
      onClose={onClose}
    >
      <SelectField
        required
        label={t('people.point')}
        value={point}
        choices={pointChoices(organisation.data)}
        onChange={setPoint}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <DateField required label={t('hours.on')} value={date} onChange={setDate} />
        {old === null && (
          <DateField
            label={t('hours.until')}
            value={until}
            onChange={setUntil}
            helper={t('hours.untilHelp')}
          />
        )}
        <SelectField
          label={t('hours.sessions')}
          width={200}
          value={session}
          choices={[
            { value: '', label: t('hours.wholeDay') },
            { value: '0', label: t('hours.session', { number: 1 }) },
            { value: '1', label: t('hours.session', { number: 2 }) },
          ]}
          onChange={setSession}
        />
      </Box>
      <PersonPicker label={t('hours.person')} many={false} picked={person} onChange={setPerson} />
    </ChangeDialog>
  )
}

/** Minutes a day that absorb lateness and early leave; the nursing hour ends the day the child is twelve months old. */
export function AllowanceForm({ old, onClose }: FormProps) {
  const { t } = useTranslation()
  const today = useToday()
  const held = old?.rule.kind === 'allowances' ? old.rule.value : null
  const [person, setPerson] = useState<readonly PickedPerson[]>(
    held === null ? [] : [{ id: held.person, name: old?.subject ?? '', where: '' }],
  )
  const [minutes, setMinutes] = useState(String(held?.minutes ?? 60))
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(held?.validTo ?? '')
  const [document, setDocument] = useState(held?.document ?? '')
  const id = person[0]?.id ?? ''
  const count = Number(minutes)
  const ready = id !== '' && Number.isInteger(count) && count >= 1 && count <= 480 && from !== '' && to !== ''
  const rule: WrittenRule = {
    kind: 'allowances',
    value: { person: id, minutes: count, validFrom: from, validTo: to, ...documentOf(document) },
  }
  return (
    <ChangeDialog
      title={old === null ? t('hours.add.allowances') : t('hours.edit')}
      lead={t('hours.help.allowances')}
      change={ready ? replaced(old, [rule]) : null}
      onClose={onClose}
    >
      <PersonPicker label={t('hours.person')} many={false} picked={person} onChange={setPerson} />
      <TextField
        required
        type="number"
        label={t('hours.minutes')}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
        slotProps={{ htmlInput: { min: 1, max: 480 } }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <DateField required label={t('hours.from')} value={from} onChange={setFrom} />
        <DateField required label={t('hours.to')} value={to} onChange={setTo} />
      </Box>
      <DocumentField value={document} onChange={setDocument} />
    </ChangeDialog>
  )
}
