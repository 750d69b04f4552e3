import AccountCircleIcon from '@mui/icons-material/AccountCircleOutlined'
import AdministrationIcon from '@mui/icons-material/AdminPanelSettingsOutlined'
import LogoutIcon from '@mui/icons-material/Logout'
import PersonIcon from '@mui/icons-material/PersonOutlined'
import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { z } from 'zod'
import { hasPermission } from '../../../core/district/roles.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { meQuery } from '../api/queries.ts'
import { useMe } from '../session/me-context.ts'

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)

  const signOut = async (): Promise<void> => {
    setAnchor(null)
    await tellDistrict(z.unknown(), paths.signOut, {}).catch(() => undefined)
    // A fresh page: nothing of the last person stays in memory.
    client.clear()
    client.setQueryData(meQuery.queryKey, null)
    window.location.assign('/')
  }

  return (
    <>
      <IconButton
        color="inherit"
        aria-label={t('nav.account', { name: me.displayName })}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <AccountCircleIcon />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <Box component="li" role="none" sx={{ px: 2, py: 1 }}>
          <Typography sx={{ fontWeight: 600 }}>{me.displayName}</Typography>
          <Typography variant="body2" color="textSecondary">
            {t(`nav.roles.${me.role}`)} · {me.username}
          </Typography>
        </Box>
        <Divider component="li" role="none" />
        {me.stage === 'open' && (
          <MenuItem component={Link} to="/account" onClick={() => setAnchor(null)}>
            <ListItemIcon>
              <PersonIcon fontSize="small" />
            </ListItemIcon>
            {t('ownAccount.title')}
          </MenuItem>
        )}
        {me.stage === 'open' && hasPermission(me.role, 'audit.read') && (
          <MenuItem
            component={Link}
            to={hasPermission(me.role, 'accounts.read') ? '/accounts' : '/audit'}
            onClick={() => setAnchor(null)}
          >
            <ListItemIcon>
              <AdministrationIcon fontSize="small" />
            </ListItemIcon>
            {t('accounts.parts')}
          </MenuItem>
        )}
        <MenuItem onClick={() => void signOut()}>
          <ListItemIcon>
            <LogoutIcon fontSize="small" />
          </ListItemIcon>
          {t('nav.signOut')}
        </MenuItem>
      </Menu>
    </>
  )
}
