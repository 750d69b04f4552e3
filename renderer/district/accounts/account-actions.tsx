import MoreIcon from '@mui/icons-material/MoreVert'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { type Account, OneTimeCode } from '../../../core/district/accounts-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { accountsQuery } from './account-queries.ts'
import type { ShownCode } from './code-dialog.tsx'

const DEEDS = {
  code: 'code',
  endSessions: 'end-sessions',
  removeFactor: 'remove-second-factor',
  disable: 'disable',
  enable: 'enable',
} as const
type Deed = keyof typeof DEEDS

/** What can be done with somebody else's account; everything is asked once more. */
export function AccountActions(props: {
  account: Account
  onEdit: () => void
  onCode: (code: ShownCode) => void
}) {
  const { account, onEdit, onCode } = props
  const { t } = useTranslation()
  const client = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [asked, setAsked] = useState<Deed | null>(null)
  const act = useMutation({
    mutationFn: async (deed: Deed): Promise<ShownCode | null> => {
      const path = paths.account(account.username, DEEDS[deed])
      if (deed === 'code') return tellDistrict(OneTimeCode, path, {})
      await tellDistrict(z.unknown(), path, {})
      return null
    },
    onSuccess: (code) => {
      void client.invalidateQueries(accountsQuery)
      setAsked(null)
      if (code !== null) onCode(code)
    },
  })
  const possible: Deed[] =
    account.state === 'disabled'
      ? ['enable']
      : ['code', 'endSessions', ...(account.hasSecondFactor ? (['removeFactor'] as const) : []), 'disable']
  const choose = (deed: Deed | 'edit'): void => {
    setAnchor(null)
    if (deed === 'edit') onEdit()
    else setAsked(deed)
  }
  return (
    <>
      <IconButton
        aria-label={t('accounts.actions', { name: account.displayName })}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {(['edit', ...possible] as const).map((deed) => (
          <MenuItem key={deed} onClick={() => choose(deed)}>
            {t(`accounts.${deed}`)}
          </MenuItem>
        ))}
      </Menu>
      {asked !== null && (
        <Dialog open onClose={() => setAsked(null)} aria-labelledby="sure-title">
          <DialogContent>
            <Typography id="sure-title">
              {t('accounts.sure', { username: account.username, action: t(`accounts.${asked}`) })}
            </Typography>
            {act.isError && <RefusalNotice trouble={troubleOf(act.error)} onSeen={() => act.reset()} />}
          </DialogContent>
          <DialogActions sx={{ p: 2 }}>
            <Button onClick={() => setAsked(null)}>{t('accounts.cancel')}</Button>
            <Button variant="contained" disabled={act.isPending} onClick={() => act.mutate(asked)}>
              {t(`accounts.${asked}`)}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}
