import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Scope } from '../../../core/schedule/rulebook.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { pointChoices } from '../parts/point-choices.ts'
import { SelectField } from '../parts/select-field.tsx'
import { PersonPicker, type PickedPerson } from './person-picker.tsx'

export interface ScopeDraft {
  readonly kind: Scope['kind']
  readonly id: string
  readonly person: readonly PickedPerson[]
}

/** `null`: nobody is chosen yet. */
export function scopeOf(draft: ScopeDraft): Scope | null {
  const id = draft.kind === 'person' ? (draft.person[0]?.id ?? '') : draft.id
  return id === '' ? null : { kind: draft.kind, id }
}

/** To whom a rule applies. */
export function ScopeFields(props: {
  draft: ScopeDraft
  kinds: readonly Scope['kind'][]
  onChange: (draft: ScopeDraft) => void
}) {
  const { t } = useTranslation()
  const { draft, onChange } = props
  const organisation = useQuery(organisationQuery)
  const choices =
    draft.kind === 'organisation'
      ? (organisation.data?.organisations ?? [])
          .filter(({ mayChange }) => mayChange)
          .map(({ id, name }) => ({ value: id, label: name }))
      : pointChoices(organisation.data)
  return (
    <>
      {props.kinds.length > 1 && (
        <SelectField
          label={t('hours.subjectKind')}
          value={draft.kind}
          choices={props.kinds.map((kind) => ({ value: kind, label: t(`hours.subjectKinds.${kind}`) }))}
          onChange={(kind) => onChange({ kind, id: '', person: [] })}
        />
      )}
      {draft.kind === 'person' ? (
        <PersonPicker
          label={t('hours.person')}
          many={false}
          picked={draft.person}
          onChange={(person) => onChange({ ...draft, person })}
        />
      ) : (
        <SelectField
          required
          label={t('hours.subject')}
          value={draft.id}
          choices={choices}
          onChange={(id) => onChange({ ...draft, id })}
        />
      )}
    </>
  )
}
