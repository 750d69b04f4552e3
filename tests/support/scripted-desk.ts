import { counterLeaves, LEAVE_TYPES } from '../../core/excuses/leave-types.ts'
import type { KioskApi } from '../../core/kiosk/kiosk-api.ts'
import type { DeskAnswers } from '../../core/kiosk/kiosk-desk-api.ts'
import { DEFAULT_SETTINGS, type SettingsAnswers } from '../../core/kiosk/kiosk-settings-api.ts'
import { type PersonPresence, VISIT_IDLE_MS, type VisitAnswers } from '../../core/kiosk/kiosk-visit-api.ts'
import type { PersonDay } from '../../core/person-day/person-day.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The visit that scripted answers open. */
export const SCRIPTED_VISIT = '0123456789abcdef0123456789abcdef'

/** A morning: sessions from `start` as in `TEST_STATE`, arrived or not. */
function morning(start: number, arrivedAt: number | null, now: number): PersonDay {
  const lateMinutes = arrivedAt === null ? 0 : Math.max(0, Math.floor((arrivedAt - start) / MINUTE_MS))
  return {
    date: '2026-04-06',
    sessions: [
      { start, end: start + 4 * HOUR_MS },
      { start: start + 5.5 * HOUR_MS, end: start + 9.5 * HOUR_MS },
    ],
    marks: [
      { in: arrivedAt === null ? null : { at: arrivedAt, by: 'scan' }, out: null },
      { in: null, out: null },
    ],
    states: [arrivedAt === null ? 'awaited' : 'here', 'awaited'],
    flags:
      lateMinutes > 0 ? [{ code: 'late', session: 0, minutes: lateMinutes, chargeable: lateMinutes }] : [],
    away: [],
    otherScans: [],
    workedMinutes: 0,
    excuse: null,
    note: null,
    symbol: '',
    complete: true,
    asOf: now,
  }
}

/** Three invented people of one point at a moment of the morning. */
function scriptedPeople(now: number): PersonPresence[] {
  const start = now + 2 * MINUTE_MS
  const person = (id: string, name: string, more: Partial<PersonPresence>): PersonPresence => ({
    id,
    name,
    title: 'Công chức Tư pháp – Hộ tịch',
    role: 'staff',
    counter: 'Quầy 1',
    presence: 'awaited',
    hasPin: true,
    noBadgeThisMonth: 0,
    day: morning(start, null, now),
    facts: [],
    others: null,
    ...more,
  })
  const arrivedAt = now - 3 * MINUTE_MS
  return [
    person('person-1', 'Lê Văn An', {
      presence: 'here',
      role: 'leader',
      day: morning(start, arrivedAt, now),
      facts: [
        {
          id: '0199d2b0-0000-7000-8000-000000000001',
          at: arrivedAt,
          annulled: false,
          kind: 'scan',
          intent: null,
          purpose: null,
          backAt: null,
        },
      ],
    }),
    person('person-2', 'Nguyễn Thị Phương Thảo', { noBadgeThisMonth: 2, counter: 'Quầy 2' }),
    person('person-3', 'Đỗ Thị Yến', { hasPin: false, counter: null }),
  ]
}

type Scripted = Pick<KioskApi, keyof DeskAnswers | keyof VisitAnswers | keyof SettingsAnswers>

/** Kind answers to everything a desk, a visit or the settings may ask. */
export function scriptedDesk(now: number): Scripted {
  const people = scriptedPeople(now)
  const [first, second] = people
  if (first === undefined || second === undefined) throw new Error('nobody is scripted')
  const { id, name, title } = second
  const record = { day: second.day, facts: second.facts, others: null }
  return {
    findPeople: async () => ({ kind: 'found', people: [{ id, name, title, hasPin: true }] }),
    leaders: async () => ({
      kind: 'leaders',
      leaders: [
        { id: first.id, name: first.name, title: first.title, hasPin: true, onDuty: true },
        {
          id: 'person-4',
          name: 'Trần Thị Bích Ngọc',
          title: 'Phó Chủ tịch UBND phường',
          hasPin: false,
          onDuty: false,
        },
      ],
    }),
    signIn: async (input) => ({
      kind: 'recorded',
      scan: input.id,
      at: now,
      person: { kind: 'ours', name, title },
      became: { kind: 'arrived', session: 0, lateMinutes: 0 },
      revoked: false,
      offerIntents: false,
      noBadgeThisMonth: 2,
    }),
    setPin: async () => ({ kind: 'set' }),
    changePin: async () => ({ kind: 'set' }),
    handOverBadge: async () => ({ kind: 'handed-over', name, revoked: 1 }),
    openVisit: async (input) =>
      input.for === 'administrator'
        ? {
            kind: 'opened',
            visit: SCRIPTED_VISIT,
            person: null,
            name: null,
            role: 'administrator',
            idleMs: VISIT_IDLE_MS,
            leaves: [],
          }
        : {
            kind: 'opened',
            visit: SCRIPTED_VISIT,
            person: first.id,
            name: first.name,
            role: 'leader',
            idleMs: VISIT_IDLE_MS,
            leaves: counterLeaves(LEAVE_TYPES),
          },
    closeVisit: async () => ({ kind: 'closed' }),
    presence: async () => ({
      kind: 'presence',
      date: '2026-04-06',
      asOf: now,
      zone: 'Asia/Ho_Chi_Minh',
      complete: true,
      others: null,
      sessions: first.day.sessions,
      note: null,
      leader: { id: first.id, name: first.name, presence: first.presence },
      people,
    }),
    personDays: async () => ({
      kind: 'days',
      person: { id, name, title },
      zone: 'Asia/Ho_Chi_Minh',
      complete: true,
      alone: true,
      days: [record],
      noBadgeThisMonth: 2,
    }),
    claim: async () => ({ kind: 'recorded', outcome: 'used', ...record }),
    annul: async () => ({ kind: 'recorded', ...record }),
    spotCheck: async () => ({ kind: 'recorded' }),
    requestExcuse: async () => ({ kind: 'requested' }),
    setAdministratorPin: async () => ({ kind: 'set' }),
    settings: async () => ({
      kind: 'settings',
      settings: DEFAULT_SETTINGS,
      point: 'Bộ phận Một cửa phường Bồ Đề',
      organisation: 'UBND phường Bồ Đề',
      kiosk: 'Quầy 1',
      districtAddress: 'https://huyen.example/',
      fingerprint: '4821 9930 1177 5526',
      keyProtection: 'file',
      keyboards: ['usb-Honeywell_Scanner_7580', 'usb-Logitech_USB_Keyboard'],
    }),
    leaderPins: async () => ({
      kind: 'pins',
      administrator: { since: now - 86_400_000, toChange: false, short: false },
      leaders: [
        { id: first.id, name: first.name, title: first.title, pin: null },
        {
          id: 'person-4',
          name: 'Trần Thị Bích Ngọc',
          title: 'Phó Chủ tịch UBND phường',
          pin: { since: now - 86_400_000, toChange: true, short: false },
        },
      ],
      shared: true,
    }),
    changeSettings: async ({ change }) => ({
      kind: 'changed',
      settings: { ...DEFAULT_SETTINGS, ...definedOf(change) },
    }),
    logHealth: async () => ({
      kind: 'health',
      events: 4812,
      links: { kind: 'whole' },
      waiting: 0,
      lastBackupAt: null,
      diskFree: 21_474_836_480,
      clock: { checked: true, offsetMs: 120, errorMs: 40 },
      keyProtection: 'file',
    }),
    exportLog: async () => ({ kind: 'exported', file: 'quay-1-4700-4812.gglog', events: 113 }),
    readReceipt: async () => ({ kind: 'taken', have: 4812 }),
    quit: async () => ({ kind: 'quitting' }),
  }
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

const definedOf = <T extends object>(values: T): Defined<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
