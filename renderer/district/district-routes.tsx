import { Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { hasPermission } from '../../core/district/roles.ts'
import { PAGES } from './pages.ts'
import { PageLoading } from './parts/page-loading.tsx'
import { useMe } from './session/me-context.ts'
import { AppShell } from './shell/app-shell.tsx'
import type { DistrictPage } from './shell/district-page.ts'
import { NotFoundPage } from './shell/not-found-page.tsx'

const routeOf = ({ path, page: Page }: DistrictPage) => <Route key={path} path={path} element={<Page />} />

/** Which address shows which page. */
export function DistrictRoutes() {
  const me = useMe()
  const open = PAGES.filter(({ permission }) => permission === null || hasPermission(me.role, permission))
  const framed = open.filter(({ bare, path }) => bare === undefined && path !== '/')
  const home = open.find(({ path }) => path === '/')
  // A ward leader's first page is their own ward; who may not see days begins where they have something to do.
  const first = me.point === null ? null : `/wards/${encodeURIComponent(me.point)}`
  return (
    <Suspense fallback={<PageLoading />}>
      <Routes>
        <Route element={<AppShell pages={open} />}>
          {home !== undefined && first === null ? (
            routeOf(home)
          ) : (
            <Route path="/" element={<Navigate to={first ?? '/kiosks'} replace />} />
          )}
          {framed.map(routeOf)}
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        {open.filter(({ bare }) => bare !== undefined).map(routeOf)}
      </Routes>
    </Suspense>
  )
}
