import Box from '@mui/material/Box'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../core/district/organisation-api.ts'
import { addDays } from '../../../core/time.ts'
import { newDeedKey } from '../api/ask-district.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { EarlierFields } from './earlier-fields.tsx'
import { useSave } from './use-save.ts'
import { ValidityFields } from './validity-fields.tsx'

type Body = Organisation['organisations'][number]

/** Writes an organisation; what it was called before is kept beside what it is called now. */
export function OrganisationDialog(props: {
  tree: Organisation
  /** `null`: a new one, below `parent`. */
  body: Body | null
  parent: string | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const today = useToday()
  const { tree, body } = props
  const [draft, setDraft] = useState({
    name: body?.name ?? '',
    shortName: body?.shortName ?? '',
    sign: body?.sign ?? '',
    kind: body?.kind ?? '',
    parent: body === null ? (props.parent ?? '') : (body.parent ?? ''),
    successor: body?.successor ?? '',
    validFrom: body?.validFrom ?? `${today.slice(0, 4)}-01-01`,
    validTo: body?.validTo ?? null,
  })
  const [earlier, setEarlier] = useState(
    (body?.earlier ?? []).map((term) => ({ ...term, key: term.validTo, above: term.parent ?? '' })),
  )
  const save = useSave(
    'organisations',
    body?.id ?? null,
    () => ({
      ...draft,
      parent: draft.parent === '' ? null : draft.parent,
      successor: draft.successor === '' ? null : draft.successor,
      earlier: earlier.map(({ above, key: _key, ...term }) => ({
        ...term,
        parent: above === '' ? null : above,
      })),
    }),
    props.onClose,
  )
  const others = tree.organisations
    .filter(({ id }) => id !== body?.id)
    .map(({ id, name }) => ({ value: id, label: name }))
  const top = { value: '', label: t('organisation.noParent') }
  const mayBeTop = me.organisation === null || body?.parent === null
  const text = (field: 'name' | 'shortName' | 'sign' | 'kind', maxLength: number, helper?: string) => (
    <TextField
      label={t(`organisation.${field}`)}
      required={field === 'name'}
      value={draft[field]}
      helperText={helper}
      onChange={(event) => setDraft({ ...draft, [field]: event.target.value })}
      slotProps={{ htmlInput: { maxLength } }}
      sx={{ flex: '1 1 200px' }}
    />
  )
  return (
    <FormDialog
      {...save}
      wide
      title={body === null ? t('organisation.add') : t('organisation.editOf', { name: body.name })}
      submit={t('people.save')}
      incomplete={
        draft.name.trim() === '' ||
        draft.validFrom === '' ||
        earlier.some((term) => term.validTo === '' || term.name.trim() === '')
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 1 }}>
        {text('name', 200)}
        {text('shortName', 100)}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        {text('sign', 20)}
        {text('kind', 60, t('organisation.kindHelp'))}
      </Box>
      <SelectField
        label={t('organisation.parent')}
        value={draft.parent}
        choices={mayBeTop ? [top, ...others] : others}
        onChange={(parent) => setDraft({ ...draft, parent })}
      />
      <ValidityFields
        validFrom={draft.validFrom}
        validTo={draft.validTo}
        onChange={(validity) => setDraft({ ...draft, ...validity })}
      />
      {draft.validTo !== null && (
        <SelectField
          label={t('organisation.successor')}
          value={draft.successor}
          choices={[{ value: '', label: t('organisation.noSuccessor') }, ...others]}
          onChange={(successor) => setDraft({ ...draft, successor })}
        />
      )}
      {body !== null && (
        <EarlierFields
          rows={earlier}
          bodies={[top, ...others]}
          present={() => ({
            validTo: addDays(today, -1),
            name: draft.name,
            shortName: draft.shortName,
            sign: draft.sign,
            kind: draft.kind,
            parent: null,
            key: newDeedKey(),
            above: draft.parent,
          })}
          onChange={(rows) => setEarlier([...rows])}
        />
      )}
    </FormDialog>
  )
}
