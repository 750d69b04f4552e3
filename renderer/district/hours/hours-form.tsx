import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import sampleHours from '../../../assets/hours/sample-hours.json' with { type: 'json' }
import type { RuleRow } from '../../../core/district/hours-api.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { SampleHours } from '../../../core/schedule/sample-data.ts'
import { writeSessions } from '../../../core/schedule/sessions-text.ts'
import { DateField } from '../dates/date-field.tsx'
import { textsOf, WeekdaysField, weekdaysOf } from '../dates/weekdays-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { replaced } from './replace-rule.ts'
import { readSeasonDay, seasonText } from './rule-words.ts'
import { type ScopeDraft, ScopeFields, scopeOf } from './scope-fields.tsx'

const SAMPLES = SampleHours.parse(sampleHours)
/** Monday to Friday of a usual office. */
const USUAL = SAMPLES.samples.find(({ id }) => id === SAMPLES.default)?.sessions ?? []

interface Draft {
  readonly scope: ScopeDraft
  readonly from: string
  readonly to: string
  readonly seasonFrom: string
  readonly seasonTo: string
  readonly document: string
}

/** `null`: something is missing or cannot be read. */
function ruleOf(draft: Draft, weekdays: ReturnType<typeof weekdaysOf>): WrittenRule | null {
  const scope = scopeOf(draft.scope)
  const seasonal = draft.seasonFrom !== '' || draft.seasonTo !== ''
  const season = { from: readSeasonDay(draft.seasonFrom), to: readSeasonDay(draft.seasonTo) }
  if (scope === null || weekdays === null || draft.from === '') return null
  if (seasonal && (season.from === null || season.to === null)) return null
  return {
    kind: 'hours',
    value: {
      scope,
      weekdays,
      ...(seasonal ? { season: { from: season.from ?? '', to: season.to ?? '' } } : {}),
      validFrom: draft.from,
      ...(draft.to === '' ? {} : { validTo: draft.to }),
      ...(draft.document.trim() === '' ? {} : { document: draft.document.trim() }),
    },
  }
}

/** Working hours: to whom, which sessions on which weekday, from when, by which decision. */
export function HoursForm(props: { old: RuleRow | null; onClose: () => void }) {
  const { t } = useTranslation()
  const today = useToday()
  const { old } = props
  const held = old?.rule.kind === 'hours' ? old.rule.value : null
  const [draft, setDraft] = useState<Draft>({
    scope: {
      kind: held?.scope.kind ?? 'organisation',
      id: held?.scope.id ?? '',
      person:
        held?.scope.kind === 'person' ? [{ id: held.scope.id, name: old?.subject ?? '', where: '' }] : [],
    },
    from: today,
    to: held?.validTo ?? '',
    seasonFrom: held?.season === undefined ? '' : seasonText(held.season.from),
    seasonTo: held?.season === undefined ? '' : seasonText(held.season.to),
    document: held === null ? '' : (held.document ?? ''),
  })
  const [texts, setTexts] = useState(
    textsOf(held?.weekdays ?? { 1: USUAL, 2: USUAL, 3: USUAL, 4: USUAL, 5: USUAL }),
  )
  const rule = ruleOf(draft, weekdaysOf(texts))
  const season = (field: 'seasonFrom' | 'seasonTo') => {
    const bad = draft[field] !== '' && readSeasonDay(draft[field]) === null
    return (
      <TextField
        label={t(`hours.${field}`)}
        value={draft[field]}
        error={bad}
        helperText={bad ? t('hours.seasonBad') : undefined}
        onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 5 } }}
      />
    )
  }
  return (
    <ChangeDialog
      title={old === null ? t('hours.add.hours') : t('hours.edit')}
      {...(old === null ? {} : { lead: t('hours.replaceLead') })}
      change={rule === null ? null : replaced(old, [rule])}
      onClose={props.onClose}
    >
      <ScopeFields
        draft={draft.scope}
        kinds={held === null ? ['organisation', 'point', 'person'] : [held.scope.kind]}
        onChange={(scope) => setDraft({ ...draft, scope })}
      />
      <SelectField
        label={t('hours.sample')}
        value=""
        choices={[
          { value: '', label: t('hours.noSample') },
          ...SAMPLES.samples.map(({ id, place, sessions }) => ({
            value: id,
            label: `${place}: ${writeSessions(sessions)}`,
          })),
        ]}
        onChange={(chosen) => {
          const day = SAMPLES.samples.find(({ id }) => id === chosen)?.sessions
          if (day !== undefined) setTexts(textsOf({ 1: day, 2: day, 3: day, 4: day, 5: day }))
        }}
      />
      <WeekdaysField texts={texts} onChange={setTexts} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <DateField
          required
          label={t('hours.from')}
          value={draft.from}
          onChange={(from) => setDraft({ ...draft, from })}
        />
        <DateField label={t('hours.to')} value={draft.to} onChange={(to) => setDraft({ ...draft, to })} />
        {season('seasonFrom')}
        {season('seasonTo')}
      </Box>
      <DocumentField value={draft.document} onChange={(document) => setDraft({ ...draft, document })} />
    </ChangeDialog>
  )
}

/** The number of the paper by which something was decided. */
export function DocumentField(props: { value: string; onChange: (document: string) => void }) {
  const { t } = useTranslation()
  return (
    <TextField
      label={t('hours.document')}
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
      slotProps={{ htmlInput: { maxLength: 200 } }}
    />
  )
}
