import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '../../../core/district/hours-api.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { DateField } from '../dates/date-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { DocumentField } from './hours-form.tsx'
import { replaced } from './replace-rule.ts'
import { type ScopeDraft, ScopeFields, scopeOf } from './scope-fields.tsx'

const NUMBERS = [
  'graceLate',
  'graceEarly',
  'opensBefore',
  'closesAfter',
  'duplicateWithin',
  'claimTolerance',
  'shortAway',
  'lastMinutes',
] as const
type Numbers = Readonly<Record<(typeof NUMBERS)[number], string>>

const isNumber = (text: string): boolean => text === '' || /^\d{1,4}$/.test(text)

/** How minutes and noon count in an organisation; what is left empty is as above. */
export function PolicyForm(props: { old: RuleRow | null; onClose: () => void }) {
  const { t } = useTranslation()
  const today = useToday()
  const { old } = props
  const held = old?.rule.kind === 'policies' ? old.rule.value : null
  const [scope, setScope] = useState<ScopeDraft>({
    kind: 'organisation',
    id: held?.organisation ?? '',
    person: [],
  })
  const [numbers, setNumbers] = useState<Numbers>(
    Object.fromEntries(NUMBERS.map((field) => [field, String(held?.values[field] ?? '')])) as Numbers,
  )
  const [countFrom, setCountFrom] = useState<'' | 'boundary' | 'grace'>(held?.values.countFrom ?? '')
  const [midday, setMidday] = useState<'' | 'both' | 'either' | 'none'>(held?.values.midday ?? '')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(held?.validTo ?? '')
  const [document, setDocument] = useState(held?.document ?? '')
  const organisation = scopeOf(scope)?.id ?? ''
  const values = {
    ...Object.fromEntries(
      NUMBERS.filter((field) => numbers[field] !== '').map((field) => [field, Number(numbers[field])]),
    ),
    ...(countFrom === '' ? {} : { countFrom }),
    ...(midday === '' ? {} : { midday }),
  }
  const ready =
    organisation !== '' &&
    from !== '' &&
    NUMBERS.every((field) => isNumber(numbers[field])) &&
    Object.keys(values).length > 0
  const rule: WrittenRule = {
    kind: 'policies',
    value: {
      organisation,
      validFrom: from,
      ...(to === '' ? {} : { validTo: to }),
      values,
      ...(document.trim() === '' ? {} : { document: document.trim() }),
    },
  }
  return (
    <ChangeDialog
      title={old === null ? t('hours.add.policies') : t('hours.edit')}
      {...(old === null ? {} : { lead: t('hours.replaceLead') })}
      change={ready ? replaced(old, [rule]) : null}
      onClose={props.onClose}
    >
      <ScopeFields draft={scope} kinds={['organisation']} onChange={setScope} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {NUMBERS.map((field) => (
          <TextField
            key={field}
            label={t(`hours.grace.${field}`)}
            value={numbers[field]}
            placeholder={t('hours.inherit')}
            error={!isNumber(numbers[field])}
            helperText={
              field === 'shortAway' || field === 'lastMinutes' ? t(`hours.graceHelp.${field}`) : null
            }
            onChange={(event) => setNumbers({ ...numbers, [field]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4 }, inputLabel: { shrink: true } }}
          />
        ))}
        <SelectField
          label={t('hours.grace.countFrom')}
          value={countFrom}
          choices={[
            { value: '', label: t('hours.inherit') },
            { value: 'boundary', label: t('hours.countFrom.boundary') },
            { value: 'grace', label: t('hours.countFrom.grace') },
          ]}
          onChange={setCountFrom}
        />
        <SelectField
          label={t('hours.grace.midday')}
          value={midday}
          choices={[
            { value: '', label: t('hours.inherit') },
            { value: 'both', label: t('hours.midday.both') },
            { value: 'either', label: t('hours.midday.either') },
            { value: 'none', label: t('hours.midday.none') },
          ]}
          onChange={setMidday}
        />
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <DateField required label={t('hours.from')} value={from} onChange={setFrom} />
        <DateField label={t('hours.to')} value={to} onChange={setTo} />
      </Box>
      <DocumentField value={document} onChange={setDocument} />
    </ChangeDialog>
  )
}
