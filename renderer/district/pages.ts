import TreeIcon from '@mui/icons-material/AccountTreeOutlined'
import AdministrationIcon from '@mui/icons-material/AdminPanelSettingsOutlined'
import BadgeIcon from '@mui/icons-material/BadgeOutlined'
import CalendarIcon from '@mui/icons-material/CalendarMonthOutlined'
import NoticeIcon from '@mui/icons-material/CampaignOutlined'
import DesktopIcon from '@mui/icons-material/DesktopWindowsOutlined'
import ExcuseIcon from '@mui/icons-material/EventAvailableOutlined'
import GroupsIcon from '@mui/icons-material/GroupsOutlined'
import TrendIcon from '@mui/icons-material/InsightsOutlined'
import PeopleIcon from '@mui/icons-material/PersonOutlined'
import AuditIcon from '@mui/icons-material/PlagiarismOutlined'
import MonthIcon from '@mui/icons-material/TableChartOutlined'
import ImportIcon from '@mui/icons-material/UsbOutlined'
import { type ComponentType, lazy } from 'react'
import type { DistrictPage } from './shell/district-page.ts'
import { TodayPage } from './today/today-page.tsx'

/** A page that is fetched when somebody opens it. */
const later = <Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): ComponentType => lazy<ComponentType>(async () => ({ default: (await load())[name] }))

/** Every page of the district: routes, navigation and search come from here. */
export const PAGES: readonly DistrictPage[] = [
  {
    path: '/',
    permission: 'presence.read',
    page: TodayPage,
    menu: { group: 'today', name: 'today', icon: GroupsIcon },
  },
  {
    path: '/notices',
    permission: 'notices.write',
    page: later(() => import('./notices/notices-page.tsx'), 'NoticesPage'),
    menu: { group: 'today', name: 'notices', icon: NoticeIcon },
  },
  {
    path: '/people',
    permission: 'people.read',
    page: later(() => import('./people/people-page.tsx'), 'PeoplePage'),
    menu: { group: 'people', name: 'people', icon: PeopleIcon },
  },
  {
    path: '/badges',
    permission: 'badges.write',
    page: later(() => import('./badges/badges-page.tsx'), 'BadgesPage'),
    menu: { group: 'people', name: 'badges', icon: BadgeIcon },
  },
  {
    path: '/hours',
    permission: 'hours.read',
    page: later(() => import('./hours/hours-page.tsx'), 'HoursPage'),
    menu: { group: 'hours', name: 'hours', icon: CalendarIcon },
  },
  {
    path: '/excuses',
    permission: 'excuses.read',
    page: later(() => import('./excuses/excuses-page.tsx'), 'ExcusesPage'),
    menu: { group: 'hours', name: 'excuses', icon: ExcuseIcon },
  },
  {
    path: '/months',
    permission: 'month.read',
    page: later(() => import('./month-sheet/months-page.tsx'), 'MonthsPage'),
    menu: { group: 'data', name: 'months', icon: MonthIcon },
  },
  {
    path: '/trends',
    permission: 'presence.read',
    page: later(() => import('./trends/trends-page.tsx'), 'TrendsPage'),
    menu: { group: 'data', name: 'trends', icon: TrendIcon },
  },
  {
    path: '/organisation',
    permission: 'organisation.read',
    page: later(() => import('./organisation/organisation-page.tsx'), 'OrganisationPage'),
    menu: { group: 'system', name: 'organisation', icon: TreeIcon, permission: 'organisation.write' },
  },
  {
    path: '/kiosks',
    permission: 'kiosks.write',
    page: later(() => import('./kiosks/kiosks-page.tsx'), 'KiosksPage'),
    menu: { group: 'system', name: 'kiosks', icon: DesktopIcon },
  },
  {
    path: '/imports',
    permission: 'import.read',
    page: later(() => import('./imports/imports-page.tsx'), 'ImportsPage'),
    menu: { group: 'system', name: 'imports', icon: ImportIcon },
  },
  {
    path: '/accounts',
    permission: 'accounts.read',
    page: later(() => import('./accounts/accounts-page.tsx'), 'AccountsPage'),
    menu: { group: 'system', name: 'accounts', icon: AdministrationIcon },
  },
  {
    path: '/audit',
    permission: 'audit.read',
    page: later(() => import('./accounts/audit-page.tsx'), 'AuditPage'),
    menu: { group: 'system', name: 'audit', icon: AuditIcon },
  },
  {
    path: '/api-tokens',
    permission: 'api-tokens.write',
    page: later(() => import('./accounts/tokens-page.tsx'), 'TokensPage'),
  },
  {
    path: '/account',
    permission: null,
    page: later(() => import('./accounts/own-account-page.tsx'), 'OwnAccountPage'),
  },
  {
    path: '/wards/:point',
    permission: null,
    page: later(() => import('./ward/ward-day-page.tsx'), 'WardDayPage'),
  },
  {
    path: '/people/:person',
    permission: null,
    page: later(() => import('./month/person-month-page.tsx'), 'PersonMonthPage'),
  },
  {
    path: '/people/:person/record',
    permission: 'people.read',
    page: later(() => import('./people/record-page.tsx'), 'RecordPage'),
  },
  {
    path: '/people/import',
    permission: 'people.write',
    page: later(() => import('./people-import/import-page.tsx'), 'PeopleImportPage'),
  },
  {
    path: '/months/:point',
    permission: 'month.read',
    page: later(() => import('./month-sheet/month-sheet-page.tsx'), 'MonthSheetPage'),
  },
  {
    path: '/wall',
    permission: 'presence.read',
    page: later(() => import('./today/wall-page.tsx'), 'WallPage'),
    bare: true,
  },
]
