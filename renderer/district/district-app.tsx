import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import CssBaseline from '@mui/material/CssBaseline'
import { ThemeProvider } from '@mui/material/styles'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import { BrowserRouter } from 'react-router'
import { DistrictRoutes } from './district-routes.tsx'
import { useLanguage } from './language/use-language.ts'
import { CrashGuard } from './shell/crash-guard.tsx'
import { SignedIn } from './shell/signed-in.tsx'
import { createDistrictTheme } from './theme/create-district-theme.ts'
import { NonceContext } from './theme/nonce-context.ts'

function Themed({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  const theme = useMemo(() => createDistrictTheme(language), [language])
  return (
    <ThemeProvider theme={theme} defaultMode="system" noSsr>
      <CssBaseline />
      {children}
    </ThemeProvider>
  )
}

/** The district's pages as a whole. `nonce` is the one that the server's policy allows for style elements. */
export function DistrictApp(props: { queryClient: QueryClient; i18n: i18n; nonce: string | undefined }) {
  const { queryClient, i18n, nonce } = props
  const cache = useMemo(
    () => createCache({ key: 'gg', prepend: true, ...(nonce === undefined ? {} : { nonce }) }),
    [nonce],
  )
  return (
    <CacheProvider value={cache}>
      <NonceContext value={nonce}>
        <I18nextProvider i18n={i18n}>
          <QueryClientProvider client={queryClient}>
            <BrowserRouter>
              <Themed>
                <CrashGuard>
                  <SignedIn>
                    <DistrictRoutes />
                  </SignedIn>
                </CrashGuard>
              </Themed>
            </BrowserRouter>
          </QueryClientProvider>
        </I18nextProvider>
      </NonceContext>
    </CacheProvider>
  )
}
