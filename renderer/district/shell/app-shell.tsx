import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { Suspense } from 'react'
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
import { PageTabs } from './page-tabs.tsx'

/** The frame around every page: name, pages, language, appearance, account. */
export function AppShell() {
  const { t } = useTranslation()
  const me = useMe()
  const live = useLiveUpdates(hasPermission(me.role, 'presence.read'))
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
        sx={{ bgcolor: '#0a4454', color: '#ffffff', px: { xs: 1.5, md: 3 } }}
      >
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: { xs: 1, md: 1.5 },
            maxWidth: 1440,
            mx: 'auto',
            minHeight: 60,
          }}
        >
          <ProductMark />
          <Box sx={{ minWidth: 96, maxWidth: { md: 130, xl: 220 }, flexShrink: { md: 0 } }}>
            <Typography component="p" noWrap sx={{ fontWeight: 700, fontSize: '1.1rem', lineHeight: 1.4 }}>
              {t('product')}
            </Typography>
            <Typography
              component="p"
              variant="caption"
              title={me.organisationName}
              sx={{
                display: '-webkit-box',
                WebkitBoxOrient: 'vertical',
                WebkitLineClamp: 2,
                overflow: 'hidden',
                lineHeight: 1.25,
              }}
            >
              {me.organisationName}
            </Typography>
          </Box>
          <Box sx={{ display: { xs: 'none', md: 'block' }, ml: { md: 1, xl: 3 }, minWidth: 0 }}>
            <PageTabs />
          </Box>
          <Box sx={{ flex: 1 }} />
          <LanguageSwitch />
          <ThemeSwitch />
          <AccountMenu />
        </Box>
        <Box sx={{ display: { xs: 'block', md: 'none' }, mx: -0.5 }}>
          <PageTabs />
        </Box>
      </Box>
      <Box
        component="main"
        id="content"
        tabIndex={-1}
        sx={{ maxWidth: 1440, mx: 'auto', px: { xs: 1.5, md: 3 }, py: { xs: 2, md: 2.5 }, outline: 'none' }}
      >
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </Box>
    </LiveContext>
  )
}
