import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Account, OneTimeCode } from '../../../core/district/accounts-api.ts'
import { mayGive, ROLE_PERMISSIONS, ROLES, type Role } from '../../../core/district/roles.ts'
import { tidyText } from '../../../core/names.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { type ChosenPerson, PersonField } from '../parts/person-field.tsx'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { accountScopesQuery, accountsQuery } from './account-queries.ts'
import type { ShownCode } from './code-dialog.tsx'
import { ScopeField } from './scope-field.tsx'

/** A new account, or the rights of one. `onCode`: the one-time code of a new one. */
export function AccountDialog(props: {
  account: Account | null
  onClose: () => void
  onCode: (code: ShownCode) => void
}) {
  const { account, onClose, onCode } = props
  const { t } = useTranslation()
  const client = useQueryClient()
  const scopes = useQuery(accountScopesQuery)
  const [username, setUsername] = useState(account?.username ?? '')
  const [displayName, setDisplayName] = useState(account?.displayName ?? '')
  const own = ROLE_PERMISSIONS[useMe().role]
  const roles = ROLES.filter((each) => mayGive(own, each))
  const [role, setRole] = useState<Role>(
    account?.role ?? (roles.includes('clerk') ? 'clerk' : (roles[0] ?? 'clerk')),
  )
  const [person, setPerson] = useState<ChosenPerson | null>(
    account?.person == null
      ? null
      : {
          id: account.person.id,
          name: account.person.name ?? '',
          label: account.person.name ?? t('accounts.hiddenPerson'),
          point: '',
        },
  )
  const [place, setPlace] = useState(account?.point ?? account?.organisation ?? '')
  const isLeader = role === 'ward-leader'
  const save = useMutation({
    mutationFn: async () => {
      const rights = {
        displayName: tidyText(displayName),
        role,
        person: person?.id ?? null,
        point: isLeader ? place : null,
        organisation: isLeader || place === '' ? null : place,
      }
      if (account !== null) {
        await tellDistrict(z.unknown(), paths.account(account.username), rights, { method: 'PUT' })
        return null
      }
      return tellDistrict(OneTimeCode, paths.accounts, { username: tidyText(username), ...rights })
    },
    onSuccess: (code) => {
      void client.invalidateQueries(accountsQuery)
      onClose()
      if (code !== null) onCode(code)
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    save.mutate()
  }
  const needsPlace = isLeader || scopes.data?.everything === false
  const isIncomplete =
    tidyText(username) === '' || tidyText(displayName) === '' || (needsPlace && place === '')
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="account-title">
      <DialogTitle id="account-title">
        {account === null ? t('accounts.add') : t('accounts.editTitle', { username: account.username })}
      </DialogTitle>
      <form onSubmit={submit}>
        <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
          {save.isError && <RefusalNotice trouble={troubleOf(save.error)} onSeen={() => save.reset()} />}
          <TextField
            required
            label={t('accounts.username')}
            value={username}
            disabled={account !== null}
            onChange={(event) => setUsername(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 100, autoCapitalize: 'none', spellCheck: false } }}
            sx={{ mt: 1 }}
          />
          <TextField
            required
            label={t('accounts.name')}
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          {own.includes('people.read') && (
            <PersonField
              label={t('accounts.person')}
              helperText={t('accounts.personHelp')}
              value={person}
              onChange={setPerson}
            />
          )}
          <TextField
            select
            required
            label={t('accounts.role')}
            value={role}
            onChange={(event) => {
              setRole(event.target.value as Role)
              setPlace('')
            }}
          >
            {roles.map((each) => (
              <MenuItem key={each} value={each}>
                {t(`nav.roles.${each}`)}
              </MenuItem>
            ))}
          </TextField>
          <ScopeField
            scopes={scopes.data}
            kind={isLeader ? 'point' : 'organisation'}
            value={place}
            onChange={setPlace}
          />
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={onClose}>{t('accounts.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={save.isPending || isIncomplete}>
            {account === null ? t('accounts.create') : t('accounts.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
