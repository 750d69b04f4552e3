import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { peopleQuery } from '../api/people-queries.ts'

export interface ChosenPerson {
  readonly id: string
  readonly name: string
  /** Where they work; empty: not known here. */
  readonly point: string
  readonly label: string
}

/** Chooses somebody who is posted now, by any letters of the name. */
export function PersonField(props: {
  label: string
  helperText?: string
  required?: boolean
  value: ChosenPerson | null
  onChange: (person: ChosenPerson | null) => void
}) {
  const [typed, setTyped] = useState('')
  const asked = useDeferredValue(typed)
  const people = useQuery(peopleQuery({ q: asked, point: '', state: 'posted', badge: '', page: 0 }))
  const found = (people.data?.people ?? []).map(({ id, name, posting }) => ({
    id,
    name: name ?? id,
    point: posting?.point ?? '',
    label: `${name ?? id}, ${posting?.pointName ?? ''}`,
  }))
  return (
    <Autocomplete<ChosenPerson>
      options={found}
      value={props.value}
      filterOptions={(options) => options}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      onInputChange={(_, text) => setTyped(text.split(',')[0]?.slice(0, 100) ?? '')}
      onChange={(_, chosen) => props.onChange(chosen)}
      renderOption={({ key: _key, ...option }, { id, label }) => (
        <li {...option} key={id}>
          {label}
        </li>
      )}
      renderInput={(input) => (
        <TextField
          {...input}
          required={props.required === true}
          label={props.label}
          helperText={props.helperText}
        />
      )}
    />
  )
}
