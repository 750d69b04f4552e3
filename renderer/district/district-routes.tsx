import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { PageLoading } from './parts/page-loading.tsx'
import { AppShell } from './shell/app-shell.tsx'
import { useMe } from './shell/me-context.ts'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { TodayPage } from './today/today-page.tsx'

const WardDayPage = lazy(async () => ({ default: (await import('./ward/ward-day-page.tsx')).WardDayPage }))
const PersonMonthPage = lazy(async () => ({
  default: (await import('./month/person-month-page.tsx')).PersonMonthPage,
}))
const KiosksPage = lazy(async () => ({ default: (await import('./kiosks/kiosks-page.tsx')).KiosksPage }))

/** Which address shows which page; a ward leader's first page is their own ward. */
export function DistrictRoutes() {
  const me = useMe()
  const ownWard = me.point === null ? null : `/wards/${encodeURIComponent(me.point)}`
  return (
    <Suspense fallback={<PageLoading />}>
      <Routes>
        <Route element={<AppShell />}>
          <Route index element={ownWard === null ? <TodayPage /> : <Navigate to={ownWard} replace />} />
          <Route path="wards/:point" element={<WardDayPage />} />
          <Route path="people/:person" element={<PersonMonthPage />} />
          {me.role === 'district' && <Route path="kiosks" element={<KiosksPage />} />}
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
    </Suspense>
  )
}
