import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { organisationQuery } from '../api/people-queries.ts'
import { DateField } from '../dates/date-field.tsx'
import { pointChoices } from '../parts/point-choices.ts'
import { SelectField } from '../parts/select-field.tsx'

export interface PostingDraft {
  readonly point: string
  readonly role: 'staff' | 'leader'
  readonly counter: string
  readonly from: string
}

/** Where somebody is posted from when; counters are chosen where the point keeps them, written where not. */
export function PostingFields(props: { draft: PostingDraft; onChange: (draft: PostingDraft) => void }) {
  const { t } = useTranslation()
  const { draft, onChange } = props
  const organisation = useQuery(organisationQuery)
  const counters = (organisation.data?.counters ?? []).filter(({ point }) => point === draft.point)
  return (
    <>
      <SelectField
        label={t('people.point')}
        required
        value={draft.point}
        choices={pointChoices(organisation.data)}
        onChange={(point) => onChange({ ...draft, point, counter: '' })}
      />
      <SelectField
        label={t('people.role')}
        value={draft.role}
        choices={[
          { value: 'staff', label: t('people.roles.staff') },
          { value: 'leader', label: t('people.roles.leader') },
        ]}
        onChange={(role) => onChange({ ...draft, role })}
      />
      {counters.length > 0 ? (
        <SelectField
          label={t('people.counter')}
          value={draft.counter}
          choices={[
            { value: '', label: t('people.noCounter') },
            ...counters.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(counter) => onChange({ ...draft, counter })}
        />
      ) : (
        <TextField
          label={t('people.counter')}
          value={draft.counter}
          onChange={(event) => onChange({ ...draft, counter: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 60 } }}
        />
      )}
      <DateField
        label={t('people.since')}
        required
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
      />
    </>
  )
}

/** As the district takes it. */
export const postingBody = ({ point, role, counter, from }: PostingDraft) => ({
  point,
  role,
  counter: counter.trim() === '' ? null : counter.trim(),
  from,
})
