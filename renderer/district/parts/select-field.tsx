import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'

/** One of a few choices; `value` may be empty where a choice says so. */
export function SelectField<Value extends string>(props: {
  label: string
  value: Value
  choices: readonly { readonly value: Value; readonly label: string }[]
  onChange: (value: Value) => void
  required?: boolean
  size?: 'small' | 'medium'
  width?: number | string
}) {
  return (
    <TextField
      select
      label={props.label}
      value={props.choices.some(({ value }) => value === props.value) ? props.value : ''}
      required={props.required ?? false}
      size={props.size ?? 'medium'}
      onChange={(event) => props.onChange(event.target.value as Value)}
      // Official names differ at their ends: two lines tell them apart, a cut line does not.
      sx={{
        ...(props.width === undefined ? {} : { width: props.width }),
        '& .MuiSelect-select.MuiInputBase-input': {
          whiteSpace: 'normal',
          textOverflow: 'clip',
          lineHeight: 1.35,
        },
      }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      {props.choices.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  )
}
