import DesktopIcon from '@mui/icons-material/DesktopWindowsOutlined'
import GroupsIcon from '@mui/icons-material/GroupsOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { useMe } from './me-context.ts'

const LINK_STYLE = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 1,
  minHeight: 44,
  px: 1.5,
  color: 'inherit',
  textDecoration: 'none',
  fontWeight: 600,
  borderBottom: '3px solid transparent',
  '&:hover': { bgcolor: 'rgba(255,255,255,0.1)' },
  '&:focus-visible': { outline: '2px solid #ffd166', outlineOffset: -2 },
  '&.active': { borderBottomColor: '#ffd166' },
} as const

/** The pages that this person may open. */
export function PageTabs() {
  const { t } = useTranslation()
  const me = useMe()
  const first =
    me.point === null
      ? { to: '/', label: t('nav.today') }
      : { to: `/wards/${encodeURIComponent(me.point)}`, label: t('nav.myWard') }
  return (
    <Box component="nav" aria-label={t('nav.main')}>
      <Box component={NavLink} to={first.to} end sx={LINK_STYLE}>
        <GroupsIcon fontSize="small" aria-hidden />
        {first.label}
      </Box>
      {me.role === 'district' && (
        <Box component={NavLink} to="/kiosks" sx={LINK_STYLE}>
          <DesktopIcon fontSize="small" aria-hidden />
          {t('nav.kiosks')}
        </Box>
      )}
    </Box>
  )
}
