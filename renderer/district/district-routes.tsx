import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { hasPermission } from '../../core/district/roles.ts'
import { PageLoading } from './parts/page-loading.tsx'
import { useMe } from './session/me-context.ts'
import { AppShell } from './shell/app-shell.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { TodayPage } from './today/today-page.tsx'

const WardDayPage = lazy(async () => ({ default: (await import('./ward/ward-day-page.tsx')).WardDayPage }))
const PersonMonthPage = lazy(async () => ({
  default: (await import('./month/person-month-page.tsx')).PersonMonthPage,
}))
const OwnAccountPage = lazy(async () => ({
  default: (await import('./accounts/own-account-page.tsx')).OwnAccountPage,
}))
const AccountsPage = lazy(async () => ({
  default: (await import('./accounts/accounts-page.tsx')).AccountsPage,
}))
const TokensPage = lazy(async () => ({ default: (await import('./accounts/tokens-page.tsx')).TokensPage }))
const AuditPage = lazy(async () => ({ default: (await import('./accounts/audit-page.tsx')).AuditPage }))
const PeoplePage = lazy(async () => ({ default: (await import('./people/people-page.tsx')).PeoplePage }))
const RecordPage = lazy(async () => ({ default: (await import('./people/record-page.tsx')).RecordPage }))
const PeopleImportPage = lazy(async () => ({
  default: (await import('./people-import/import-page.tsx')).PeopleImportPage,
}))
const OrganisationPage = lazy(async () => ({
  default: (await import('./organisation/organisation-page.tsx')).OrganisationPage,
}))
const HoursPage = lazy(async () => ({ default: (await import('./hours/hours-page.tsx')).HoursPage }))
const BadgesPage = lazy(async () => ({ default: (await import('./badges/badges-page.tsx')).BadgesPage }))
const KiosksPage = lazy(async () => ({ default: (await import('./kiosks/kiosks-page.tsx')).KiosksPage }))

const MonthsPage = lazy(async () => ({ default: (await import('./month-sheet/months-page.tsx')).MonthsPage }))
const MonthSheetPage = lazy(async () => ({
  default: (await import('./month-sheet/month-sheet-page.tsx')).MonthSheetPage,
}))
const ExcusesPage = lazy(async () => ({ default: (await import('./excuses/excuses-page.tsx')).ExcusesPage }))
const ImportsPage = lazy(async () => ({ default: (await import('./imports/imports-page.tsx')).ImportsPage }))
const NoticesPage = lazy(async () => ({ default: (await import('./notices/notices-page.tsx')).NoticesPage }))
const TrendsPage = lazy(async () => ({ default: (await import('./trends/trends-page.tsx')).TrendsPage }))
const WallPage = lazy(async () => ({ default: (await import('./today/wall-page.tsx')).WallPage }))

/** Which address shows which page; a ward leader's first page is their own ward. */
export function DistrictRoutes() {
  const me = useMe()
  const ownWard = me.point === null ? null : `/wards/${encodeURIComponent(me.point)}`
  const first = hasPermission(me.role, 'presence.read') ? ownWard : '/kiosks'
  return (
    <Suspense fallback={<PageLoading />}>
      <Routes>
        <Route element={<AppShell />}>
          <Route index element={first === null ? <TodayPage /> : <Navigate to={first} replace />} />
          <Route path="wards/:point" element={<WardDayPage />} />
          <Route path="people/:person" element={<PersonMonthPage />} />
          {hasPermission(me.role, 'people.read') && <Route path="people" element={<PeoplePage />} />}
          {hasPermission(me.role, 'people.read') && (
            <Route path="people/:person/record" element={<RecordPage />} />
          )}
          {hasPermission(me.role, 'people.write') && (
            <Route path="people/import" element={<PeopleImportPage />} />
          )}
          {hasPermission(me.role, 'organisation.read') && (
            <Route path="organisation" element={<OrganisationPage />} />
          )}
          {hasPermission(me.role, 'hours.read') && <Route path="hours" element={<HoursPage />} />}
          {hasPermission(me.role, 'badges.write') && <Route path="badges" element={<BadgesPage />} />}
          {hasPermission(me.role, 'kiosks.write') && <Route path="kiosks" element={<KiosksPage />} />}
          <Route path="account" element={<OwnAccountPage />} />
          {hasPermission(me.role, 'accounts.read') && <Route path="accounts" element={<AccountsPage />} />}
          {hasPermission(me.role, 'api-tokens.write') && <Route path="api-tokens" element={<TokensPage />} />}
          {hasPermission(me.role, 'audit.read') && <Route path="audit" element={<AuditPage />} />}
          {hasPermission(me.role, 'month.read') && <Route path="months" element={<MonthsPage />} />}
          {hasPermission(me.role, 'month.read') && (
            <Route path="months/:point" element={<MonthSheetPage />} />
          )}
          {hasPermission(me.role, 'excuses.read') && <Route path="excuses" element={<ExcusesPage />} />}
          {hasPermission(me.role, 'presence.read') && <Route path="trends" element={<TrendsPage />} />}
          {hasPermission(me.role, 'notices.write') && <Route path="notices" element={<NoticesPage />} />}
          {hasPermission(me.role, 'import.read') && <Route path="imports" element={<ImportsPage />} />}
          <Route path="*" element={<NotFoundPage />} />
        </Route>
        {hasPermission(me.role, 'presence.read') && <Route path="wall" element={<WallPage />} />}
      </Routes>
    </Suspense>
  )
}
