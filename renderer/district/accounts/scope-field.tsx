import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { AccountScopes } from '../../../core/district/accounts-api.ts'

/** Chooses a point (of a ward leader) or an organisation; the empty value is everything. */
export function ScopeField(props: {
  scopes: AccountScopes | undefined
  kind: 'organisation' | 'point'
  value: string
  onChange: (value: string) => void
}) {
  const { t } = useTranslation()
  const { scopes, kind } = props
  const places = (kind === 'point' ? scopes?.points : scopes?.organisations) ?? []
  const mayBeEverything = kind === 'organisation' && scopes?.everything === true
  return (
    <TextField
      select
      required={!mayBeEverything}
      label={t(`accounts.${kind}`)}
      value={places.some(({ id }) => id === props.value) ? props.value : ''}
      onChange={(event) => props.onChange(event.target.value)}
      slotProps={{
        select: { displayEmpty: mayBeEverything },
        inputLabel: mayBeEverything ? { shrink: true } : {},
      }}
    >
      {mayBeEverything && <MenuItem value="">{t('accounts.everything')}</MenuItem>}
      {places.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  )
}
