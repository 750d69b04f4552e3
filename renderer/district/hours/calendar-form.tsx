import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '../../../core/district/hours-api.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import type { DateException } from '../../../core/schedule/rulebook.ts'
import { readSessions, writeSessions } from '../../../core/schedule/sessions-text.ts'
import { DateField } from '../dates/date-field.tsx'
import { weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { SelectField } from '../parts/select-field.tsx'
import { ChangeDialog } from './change-dialog.tsx'
import { DocumentField } from './hours-form.tsx'
import { replaced } from './replace-rule.ts'
import { type ScopeDraft, ScopeFields, scopeOf } from './scope-fields.tsx'

const KINDS = ['holiday', 'make-up', 'special-hours'] as const
const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

interface Draft {
  readonly scope: ScopeDraft
  readonly date: string
  readonly name: string
  readonly kind: (typeof KINDS)[number]
  readonly as: (typeof WEEKDAYS)[number]
  readonly sessions: string
  readonly status: 'proposed' | 'announced'
  readonly enabled: boolean
  readonly document: string
}

function ruleOf(draft: Draft): WrittenRule | null {
  const scope = scopeOf(draft.scope)
  const sessions = readSessions(draft.sessions)
  if (scope === null || draft.date === '' || draft.name.trim() === '' || sessions === null) return null
  const kinds: Record<Draft['kind'], DateException['kind']> = {
    holiday: { kind: 'holiday' },
    'make-up': { kind: 'make-up', as: draft.as },
    'special-hours': { kind: 'special-hours', sessions },
  }
  return {
    kind: 'calendar',
    value: {
      scope,
      date: draft.date,
      name: draft.name.trim(),
      kind: kinds[draft.kind],
      status: draft.status,
      enabled: draft.enabled,
      ...(draft.document.trim() === '' ? {} : { document: draft.document.trim() }),
    },
  }
}

/** A date that is not like its weekday. */
export function CalendarForm(props: { old: RuleRow | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { old } = props
  const held = old?.rule.kind === 'calendar' ? old.rule.value : null
  const [draft, setDraft] = useState<Draft>({
    scope: {
      kind: held?.scope.kind ?? 'organisation',
      id: held?.scope.id ?? '',
      person:
        held?.scope.kind === 'person' ? [{ id: held.scope.id, name: old?.subject ?? '', where: '' }] : [],
    },
    date: held?.date ?? '',
    name: held?.name ?? '',
    kind: held?.kind.kind ?? 'holiday',
    as: held?.kind.kind === 'make-up' ? held.kind.as : '1',
    sessions: held?.kind.kind === 'special-hours' ? writeSessions(held.kind.sessions) : '',
    status: held?.status ?? 'announced',
    enabled: held?.enabled ?? true,
    document: held?.document ?? '',
  })
  const rule = ruleOf(draft)
  const unreadable = readSessions(draft.sessions) === null
  const names = weekdayNames(language)
  return (
    <ChangeDialog
      title={old === null ? t('hours.add.calendar') : t('hours.edit')}
      change={rule === null ? null : replaced(old, [rule])}
      onClose={props.onClose}
    >
      <ScopeFields
        draft={draft.scope}
        kinds={['organisation', 'point', 'person']}
        onChange={(scope) => setDraft({ ...draft, scope })}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <DateField
          required
          label={t('hours.on')}
          value={draft.date}
          onChange={(date) => setDraft({ ...draft, date })}
        />
        <TextField
          required
          label={t('hours.name')}
          value={draft.name}
          onChange={(event) => setDraft({ ...draft, name: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 200 } }}
          sx={{ flex: '1 1 240px' }}
        />
      </Box>
      <SelectField
        label={t('hours.dayKind')}
        value={draft.kind}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`hours.dayKinds.${kind}`) }))}
        onChange={(kind) => setDraft({ ...draft, kind })}
      />
      {draft.kind === 'make-up' && (
        <SelectField
          label={t('hours.makeUpAs')}
          value={draft.as}
          choices={WEEKDAYS.map((day, index) => ({ value: day, label: names[index]?.long ?? day }))}
          onChange={(as) => setDraft({ ...draft, as })}
        />
      )}
      {draft.kind === 'special-hours' && (
        <TextField
          label={t('hours.sessions')}
          value={draft.sessions}
          error={unreadable}
          helperText={unreadable ? t('weekdays.unreadable') : t('weekdays.hint')}
          onChange={(event) => setDraft({ ...draft, sessions: event.target.value })}
        />
      )}
      <SelectField
        label={t('hours.status')}
        value={draft.status}
        choices={[
          { value: 'proposed', label: t('hours.statuses.proposed') },
          { value: 'announced', label: t('hours.statuses.announced') },
        ]}
        onChange={(status) => setDraft({ ...draft, status })}
      />
      <FormControlLabel
        control={
          <Checkbox checked={draft.enabled} onChange={(_, enabled) => setDraft({ ...draft, enabled })} />
        }
        label={t('hours.enabled')}
      />
      <DocumentField value={draft.document} onChange={(document) => setDraft({ ...draft, document })} />
    </ChangeDialog>
  )
}
