import MenuIcon from '@mui/icons-material/Menu'
import NarrowIcon from '@mui/icons-material/MenuOpen'
import Box from '@mui/material/Box'
import Drawer from '@mui/material/Drawer'
import IconButton from '@mui/material/IconButton'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import { AccountMenu } from '../accounts/account-menu.tsx'
import { useLiveUpdates } from '../api/use-live-updates.ts'
import { LanguageSwitch } from '../language/language-switch.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { LiveContext } from '../session/live-context.ts'
import { useMe } from '../session/me-context.ts'
import { ProductMark } from '../theme/product-mark.tsx'
import { ThemeSwitch } from '../theme/theme-switch.tsx'
import { useWide } from '../theme/use-wide.ts'
import type { DistrictPage } from './district-page.ts'
import { FindAnything } from './find-anything.tsx'
import { PageRail } from './page-rail.tsx'
import { useNarrowRail } from './use-narrow-rail.ts'

const HEAD_HEIGHT = 60
const RAIL_COLOURS = { bgcolor: '#0a4454', color: '#ffffff' } as const

/** The frame around every page: name, search, language, appearance, account, and the pages at the left. */
export function AppShell({ pages }: { pages: readonly DistrictPage[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const live = useLiveUpdates(hasPermission(me.role, 'presence.read'))
  const isWide = useWide()
  const [isNarrow, setNarrow] = useNarrowRail()
  const [isDrawn, setDrawn] = useState(false)
  return (
    <LiveContext value={live}>
      <Link
        href="#content"
        sx={{ position: 'absolute', left: -9999, zIndex: 2000, p: 1, '&:focus': { left: 8, top: 8 } }}
      >
        {t('nav.skip')}
      </Link>
      <Box
        component="header"
        className="not-printed"
        sx={{
          ...RAIL_COLOURS,
          display: 'flex',
          alignItems: 'center',
          gap: { xs: 0.5, md: 1.5 },
          px: { xs: 0.5, md: 1.5 },
          minHeight: HEAD_HEIGHT,
        }}
      >
        <IconButton
          color="inherit"
          aria-label={t(isWide && !isNarrow ? 'nav.narrow' : 'nav.pages')}
          aria-expanded={isWide ? !isNarrow : isDrawn}
          onClick={() => (isWide ? setNarrow(!isNarrow) : setDrawn(true))}
        >
          {isWide && !isNarrow ? <NarrowIcon /> : <MenuIcon />}
        </IconButton>
        <ProductMark />
        <Box sx={{ minWidth: 0, flex: 1 }}>
          <Typography component="p" noWrap sx={{ fontWeight: 700, fontSize: '1.1rem', lineHeight: 1.4 }}>
            {t('product')}
          </Typography>
          <Typography
            component="p"
            variant="caption"
            noWrap
            title={me.organisationName}
            sx={{ display: 'block', lineHeight: 1.25 }}
          >
            {me.organisationName}
          </Typography>
        </Box>
        <FindAnything pages={pages} />
        <LanguageSwitch />
        <ThemeSwitch />
        <AccountMenu />
      </Box>
      <Drawer
        open={isDrawn && !isWide}
        onClose={() => setDrawn(false)}
        slotProps={{
          paper: { 'aria-label': t('nav.main'), role: 'dialog', sx: { ...RAIL_COLOURS, width: 260 } },
        }}
      >
        <PageRail pages={pages} narrow={false} onChosen={() => setDrawn(false)} />
      </Drawer>
      <Box sx={{ display: 'flex', alignItems: 'flex-start' }}>
        {isWide && (
          <Box
            className="not-printed"
            sx={{
              ...RAIL_COLOURS,
              width: isNarrow ? 84 : 208,
              flex: 'none',
              position: 'sticky',
              top: 0,
              height: '100vh',
              overflowY: 'auto',
              scrollbarWidth: 'thin',
            }}
          >
            <PageRail pages={pages} narrow={isNarrow} />
          </Box>
        )}
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{
            flex: 1,
            minWidth: 0,
            maxWidth: 1440,
            mx: 'auto',
            px: { xs: 1.5, md: 3 },
            py: { xs: 2, md: 2.5 },
            outline: 'none',
          }}
        >
          <Suspense fallback={<PageLoading />}>
            <Outlet />
          </Suspense>
        </Box>
      </Box>
    </LiveContext>
  )
}
