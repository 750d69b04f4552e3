import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../core/district/organisation-api.ts'
import { LONGEST_LISTED, wantsShortName } from '../../../core/listed-name.ts'
import { addDays } from '../../../core/time.ts'
import { newDeedKey } from '../api/ask-district.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useToday } from '../session/me-context.ts'
import { EarlierFields } from './earlier-fields.tsx'
import { useSave } from './use-save.ts'
import { ValidityFields } from './validity-fields.tsx'

type Point = Organisation['points'][number]

/** Writes a reception point. */
export function PointDialog(props: {
  tree: Organisation
  point: Point | null
  organisation: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const today = useToday()
  const { tree, point } = props
  const [draft, setDraft] = useState({
    name: point?.name ?? '',
    shortName: point?.shortName ?? '',
    organisation: point?.organisation ?? props.organisation,
    validFrom: point?.validFrom ?? `${today.slice(0, 4)}-01-01`,
    validTo: point?.validTo ?? null,
  })
  const [earlier, setEarlier] = useState(
    (point?.earlier ?? []).map(({ validTo, name, organisation }) => ({
      key: validTo,
      validTo,
      name,
      above: organisation,
    })),
  )
  const save = useSave(
    'points',
    point?.id ?? null,
    () => ({
      ...draft,
      earlier: earlier.map(({ validTo, name, above }) => ({ validTo, name, organisation: above })),
    }),
    props.onClose,
  )
  const bodies = tree.organisations.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <FormDialog
      {...save}
      wide
      title={point === null ? t('organisation.addPoint') : t('organisation.editOf', { name: point.name })}
      submit={t('people.save')}
      incomplete={
        draft.name.trim() === '' ||
        draft.validFrom === '' ||
        earlier.some((term) => term.validTo === '' || term.name.trim() === '' || term.above === '')
      }
    >
      <TextField
        required
        label={t('organisation.name')}
        value={draft.name}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 200 } }}
        sx={{ mt: 1 }}
      />
      <TextField
        label={t('organisation.shortName')}
        helperText={
          wantsShortName(draft)
            ? t('organisation.pointNameLong', { count: LONGEST_LISTED })
            : t('organisation.pointShortNameHint')
        }
        value={draft.shortName}
        onChange={(event) => setDraft({ ...draft, shortName: event.target.value })}
        slotProps={{ htmlInput: { maxLength: 40 } }}
      />
      <SelectField
        label={t('organisation.belongs')}
        required
        value={draft.organisation}
        choices={bodies}
        onChange={(organisation) => setDraft({ ...draft, organisation })}
      />
      <ValidityFields
        validFrom={draft.validFrom}
        validTo={draft.validTo}
        onChange={(validity) => setDraft({ ...draft, ...validity })}
      />
      {point !== null && (
        <EarlierFields
          rows={earlier}
          bodies={bodies}
          present={() => ({
            key: newDeedKey(),
            validTo: addDays(today, -1),
            name: draft.name,
            above: draft.organisation,
          })}
          onChange={(rows) => setEarlier([...rows])}
        />
      )}
    </FormDialog>
  )
}
