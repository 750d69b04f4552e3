import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../core/district/organisation-api.ts'
import type { CounterStaffing } from '../../../core/schedule/counter-times.ts'
import { textsOf, WeekdaysField, weekdaysOf } from '../dates/weekdays-field.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { useSave } from './use-save.ts'
import { ValidityFields } from './validity-fields.tsx'

type Counter = Organisation['counters'][number]
const STAFFINGS = ['always', 'times', 'never'] as const

/** Writes a counter of a point: what is dealt with there and when somebody has to be there. */
export function CounterDialog(props: { counter: Counter | null; point: string; onClose: () => void }) {
  const { t } = useTranslation()
  const today = useToday()
  const { counter } = props
  const [name, setName] = useState(counter?.name ?? '')
  const [fields, setFields] = useState((counter?.fields ?? []).join('\n'))
  const [kind, setKind] = useState<CounterStaffing['kind']>(counter?.staffing.kind ?? 'always')
  const [texts, setTexts] = useState(
    textsOf(counter?.staffing.kind === 'times' ? counter.staffing.weekdays : {}),
  )
  const [validity, setValidity] = useState({
    validFrom: counter?.validFrom ?? `${today.slice(0, 4)}-01-01`,
    validTo: counter?.validTo ?? null,
  })
  const weekdays = weekdaysOf(texts)
  const staffing: CounterStaffing = kind === 'times' ? { kind, weekdays: weekdays ?? {} } : { kind }
  const save = useSave(
    'counters',
    counter?.id ?? null,
    () => ({
      point: counter?.point ?? props.point,
      name,
      fields: fields
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== ''),
      staffing,
      ...validity,
    }),
    props.onClose,
  )
  return (
    <FormDialog
      {...save}
      title={
        counter === null ? t('organisation.addCounter') : t('organisation.editOf', { name: counter.name })
      }
      submit={t('people.save')}
      incomplete={name.trim() === '' || validity.validFrom === '' || (kind === 'times' && weekdays === null)}
    >
      <TextField
        required
        label={t('organisation.name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 60 } }}
        sx={{ mt: 1 }}
      />
      <TextField
        multiline
        minRows={2}
        label={t('organisation.fields')}
        helperText={t('organisation.fieldsHelp')}
        value={fields}
        onChange={(event) => setFields(event.target.value)}
      />
      <SelectField
        label={t('organisation.staffing')}
        value={kind}
        choices={STAFFINGS.map((value) => ({ value, label: t(`organisation.staffings.${value}`) }))}
        onChange={setKind}
      />
      {kind === 'times' && <WeekdaysField texts={texts} onChange={setTexts} />}
      <ValidityFields {...validity} onChange={setValidity} />
    </FormDialog>
  )
}
