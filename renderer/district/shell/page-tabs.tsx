import TreeIcon from '@mui/icons-material/AccountTreeOutlined'
import BadgeIcon from '@mui/icons-material/BadgeOutlined'
import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import NoticeIcon from '@mui/icons-material/CampaignOutlined'
import DesktopIcon from '@mui/icons-material/DesktopWindowsOutlined'
import ExcuseIcon from '@mui/icons-material/EventAvailableOutlined'
import GroupsIcon from '@mui/icons-material/GroupsOutlined'
import TrendIcon from '@mui/icons-material/InsightsOutlined'
import MonthIcon from '@mui/icons-material/TableChartOutlined'
import ImportIcon from '@mui/icons-material/UsbOutlined'
import Box from '@mui/material/Box'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import { useMe } from '../session/me-context.ts'

const LINK_STYLE = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 1,
  minHeight: 44,
  px: { xs: 1.5, md: 0.75 },
  fontSize: { md: '0.9375rem' },
  flex: 'none',
  whiteSpace: 'nowrap',
  // Many pages: beside the product's name the words alone have room.
  '& svg': { display: { md: 'none' } },
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
  const line = useRef<HTMLElement>(null)
  const shown = useRef<string | null>(null)
  const { pathname } = useLocation()
  // On a phone the line is longer than the screen: the page one has come to is brought into it.
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    line.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <Box
      ref={line}
      component="nav"
      aria-label={t('nav.main')}
      sx={{ display: 'flex', overflowX: 'auto', scrollbarWidth: 'thin' }}
    >
      {hasPermission(me.role, 'presence.read') && (
        <Box component={NavLink} to={first.to} end sx={LINK_STYLE}>
          <GroupsIcon fontSize="small" aria-hidden />
          {first.label}
        </Box>
      )}
      {hasPermission(me.role, 'people.read') && (
        <Box component={NavLink} to="/people" sx={LINK_STYLE}>
          <BadgeIcon fontSize="small" aria-hidden />
          {t('nav.people')}
        </Box>
      )}
      {hasPermission(me.role, 'hours.read') && (
        <Box component={NavLink} to="/hours" sx={LINK_STYLE}>
          <CalendarIcon fontSize="small" aria-hidden />
          {t('nav.hours')}
        </Box>
      )}
      {hasPermission(me.role, 'organisation.write') && (
        <Box component={NavLink} to="/organisation" sx={LINK_STYLE}>
          <TreeIcon fontSize="small" aria-hidden />
          {t('nav.organisation')}
        </Box>
      )}
      {hasPermission(me.role, 'excuses.read') && (
        <Box component={NavLink} to="/excuses" sx={LINK_STYLE}>
          <ExcuseIcon fontSize="small" aria-hidden />
          {t('nav.excuses')}
        </Box>
      )}
      {hasPermission(me.role, 'month.read') && (
        <Box component={NavLink} to="/months" sx={LINK_STYLE}>
          <MonthIcon fontSize="small" aria-hidden />
          {t('nav.months')}
        </Box>
      )}
      {hasPermission(me.role, 'presence.read') && (
        <Box component={NavLink} to="/trends" sx={LINK_STYLE}>
          <TrendIcon fontSize="small" aria-hidden />
          {t('nav.trends')}
        </Box>
      )}
      {hasPermission(me.role, 'notices.write') && (
        <Box component={NavLink} to="/notices" sx={LINK_STYLE}>
          <NoticeIcon fontSize="small" aria-hidden />
          {t('nav.notices')}
        </Box>
      )}
      {hasPermission(me.role, 'kiosks.write') && (
        <Box component={NavLink} to="/kiosks" sx={LINK_STYLE}>
          <DesktopIcon fontSize="small" aria-hidden />
          {t('nav.kiosks')}
        </Box>
      )}
      {hasPermission(me.role, 'import.read') && (
        <Box component={NavLink} to="/imports" sx={LINK_STYLE}>
          <ImportIcon fontSize="small" aria-hidden />
          {t('nav.imports')}
        </Box>
      )}
    </Box>
  )
}
