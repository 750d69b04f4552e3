import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControl from '@mui/material/FormControl'
import FormControlLabel from '@mui/material/FormControlLabel'
import FormGroup from '@mui/material/FormGroup'
import FormLabel from '@mui/material/FormLabel'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MadeApiToken, TOKEN_PERMISSIONS } from '../../../core/district/accounts-api.ts'
import { hasPermission, type Permission } from '../../../core/district/roles.ts'
import { tidyText } from '../../../core/names.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { accountScopesQuery, apiTokensQuery } from './account-queries.ts'
import { ScopeField } from './scope-field.tsx'

const USUAL_DAYS = 180

/** A new token: for what program, what it may do, where, how long; then the token, once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const scopes = useQuery(accountScopesQuery)
  const [name, setName] = useState('')
  const [permissions, setPermissions] = useState<readonly Permission[]>(['month.read'])
  const [organisation, setOrganisation] = useState('')
  const [days, setDays] = useState(String(USUAL_DAYS))
  const make = useMutation({
    mutationFn: () =>
      tellDistrict(MadeApiToken, paths.apiTokens, {
        name: tidyText(name),
        permissions,
        organisation: organisation === '' ? null : organisation,
        days: Number(days),
      }),
    onSuccess: () => client.invalidateQueries(apiTokensQuery),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    make.mutate()
  }
  const toggle = (permission: Permission): void =>
    setPermissions((chosen) =>
      chosen.includes(permission) ? chosen.filter((each) => each !== permission) : [...chosen, permission],
    )
  const offered = TOKEN_PERMISSIONS.filter((permission) => hasPermission(me.role, permission))
  if (make.data !== undefined) {
    return (
      <Dialog open fullWidth maxWidth="sm" aria-labelledby="token-title">
        <DialogTitle id="token-title">{t('tokens.onceTitle')}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2 }}>
          <Typography>{t('tokens.once')}</Typography>
          <Typography data-token-text sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>
            {make.data.token}
          </Typography>
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button variant="contained" onClick={onClose}>
            {t('accounts.close')}
          </Button>
        </DialogActions>
      </Dialog>
    )
  }
  const isComplete = tidyText(name) !== '' && permissions.length > 0 && Number(days) >= 1
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="token-title">
      <DialogTitle id="token-title">{t('tokens.add')}</DialogTitle>
      <form onSubmit={submit}>
        <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
          {make.isError && <RefusalNotice trouble={troubleOf(make.error)} onSeen={() => make.reset()} />}
          <TextField
            required
            label={t('tokens.name')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
            sx={{ mt: 1 }}
          />
          <ScopeField
            scopes={scopes.data}
            kind="organisation"
            value={organisation}
            onChange={setOrganisation}
          />
          <TextField
            required
            type="number"
            label={t('tokens.days')}
            value={days}
            onChange={(event) => setDays(event.target.value)}
            slotProps={{ htmlInput: { min: 1, max: 366 } }}
          />
          <FormControl component="fieldset">
            <FormLabel component="legend">{t('tokens.permissions')}</FormLabel>
            <FormGroup>
              {offered.map((permission) => (
                <FormControlLabel
                  key={permission}
                  control={
                    <Checkbox
                      checked={permissions.includes(permission)}
                      onChange={() => toggle(permission)}
                    />
                  }
                  label={t(`permissions.${permission}`)}
                />
              ))}
            </FormGroup>
          </FormControl>
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{t('accounts.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={make.isPending || !isComplete}>
            {t('tokens.add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
