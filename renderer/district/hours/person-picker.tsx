import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import { peopleQuery } from '../api/people-queries.ts'

export interface PickedPerson {
  readonly id: string
  readonly name: string
  readonly where: string
}

/** Finds people by some letters of the name; accents do not matter. */
export function PersonPicker(props: {
  label: string
  picked: readonly PickedPerson[]
  many: boolean
  /** Only people of this point; empty: all. */
  point?: string
  onChange: (picked: readonly PickedPerson[]) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const q = useDeferredValue(typed.slice(0, 100))
  const answer = useQuery(peopleQuery({ q, point: props.point ?? '', state: 'posted', badge: '', page: 0 }))
  const found = (answer.data?.people ?? []).slice(0, 20).map((person) => ({
    id: person.id,
    name: showText(person.name ?? ''),
    where: person.posting?.pointName ?? '',
  }))
  const shared = {
    options: found,
    loading: answer.isFetching,
    noOptionsText: t('hours.nobody'),
    filterOptions: (options: PickedPerson[]) => options,
    getOptionKey: (option: PickedPerson) => option.id,
    getOptionLabel: (option: PickedPerson) => option.name,
    isOptionEqualToValue: (a: PickedPerson, b: PickedPerson) => a.id === b.id,
    onInputChange: (_: unknown, text: string) => setTyped(text),
  }
  const option = (lineProps: React.HTMLAttributes<HTMLLIElement>, person: PickedPerson) => (
    <li {...lineProps} key={person.id}>
      {person.name} · {person.where}
    </li>
  )
  return props.many ? (
    <Autocomplete
      {...shared}
      multiple
      filterSelectedOptions
      value={[...props.picked]}
      onChange={(_, picked) => props.onChange(picked)}
      renderOption={option}
      renderInput={(params) => (
        <TextField {...params} label={props.label} placeholder={t('hours.personHint')} />
      )}
    />
  ) : (
    <Autocomplete
      {...shared}
      value={props.picked[0] ?? null}
      onChange={(_, picked) => props.onChange(picked === null ? [] : [picked])}
      renderOption={option}
      renderInput={(params) => (
        <TextField {...params} label={props.label} placeholder={t('hours.personHint')} />
      )}
    />
  )
}
