import {
  AUDIT_WORDS,
  type AuditField,
  type AuditThing,
  type AuditValue,
  type AuditWordGroup,
} from './audit-lines.ts'

/** A value whose name still has to be found. `leave`: a code of excused absence. */
export interface NamedByAudit {
  readonly kind: 'named'
  readonly thing: AuditThing | 'leave'
  readonly id: string
}
export type ToldValue = AuditValue | NamedByAudit
export type Read = (value: unknown) => readonly ToldValue[]
export type Entry = Readonly<Record<string, unknown>>

const NO_TIME = 8_640_000_000_000_000

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const each = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

export const texts: Read = (value) =>
  each(value).flatMap((one) => (typeof one === 'string' && one !== '' ? [{ kind: 'text', text: one }] : []))
const count: Read = (value) => (typeof value === 'number' ? [{ kind: 'count', count: value }] : [])
/** How many there are of a list. */
const size: Read = (value) =>
  Array.isArray(value) && value.length > 0 ? [{ kind: 'count', count: value.length }] : count(value)
export const named =
  (thing: NamedByAudit['thing']): Read =>
  (value) =>
    each(value).flatMap((id) =>
      typeof id === 'string' && id !== '' ? [{ kind: 'named' as const, thing, id }] : [],
    )
export const word =
  (...groups: readonly AuditWordGroup[]): Read =>
  (value) =>
    each(value).flatMap((one) => {
      const group = groups.find((group) => (AUDIT_WORDS[group] as readonly unknown[]).includes(String(one)))
      return group === undefined ? [] : [{ kind: 'word' as const, group, word: String(one) }]
    })
/** A local date or time, or an instant; the ends of time are none. */
export const when: Read = (value) => {
  if (typeof value === 'number') return value <= 0 || value >= NO_TIME ? [] : [{ kind: 'instant', at: value }]
  if (typeof value !== 'string') return []
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [{ kind: 'date', date: value }]
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value)) return [{ kind: 'local', local: value }]
  return /^\d{4}-\d{2}$/.test(value) ? [{ kind: 'month', month: value }] : []
}
/** Numbers of badges. */
const badges: Read = (value) =>
  each(value).flatMap((one) =>
    isEntry(one)
      ? badges(one.number)
      : /^\d+$/.test(String(one))
        ? [{ kind: 'named' as const, thing: 'badge' as const, id: String(one) }]
        : [],
  )
/** Whose badges they are, where that is said. */
const badgeOwners: Read = (value) =>
  each(value).flatMap((one) => (isEntry(one) ? named('person')(one.person) : []))

/** What a part of a detail is called and how it is read, where that does not hang on the deed. */
const FIELDS: Readonly<Record<string, readonly [AuditField, Read]>> = {
  badges: ['badges', badges],
  bytes: ['bytes', count],
  code: ['leave', named('leave')],
  counter: ['counter', named('counter')],
  days: ['daysChanged', count],
  decision: ['decision', word('decision')],
  device: ['kiosk', named('kiosk')],
  document: ['document', texts],
  earlier: ['earlier', size],
  expiresAt: ['expiresAt', when],
  fields: ['fields', texts],
  form: ['form', word('form')],
  fresh: ['fresh', count],
  from: ['from', when],
  held: ['held', count],
  incident: ['incident', named('incident')],
  keepNamesMonths: ['keepNamesMonths', count],
  kept: ['kept', count],
  kiosk: ['kiosk', named('kiosk')],
  made: ['made', when],
  month: ['month', when],
  name: ['name', texts],
  note: ['note', texts],
  number: ['badges', badges],
  on: ['lastDay', when],
  organisation: ['organisation', named('organisation')],
  paper: ['paper', word('paper')],
  parent: ['parent', named('organisation')],
  people: ['people', (value) => (Array.isArray(value) ? named('person')(value) : count(value))],
  permissions: ['permissions', word('permission')],
  person: ['person', named('person')],
  pin: ['machineNumber', (value) => texts(value).concat(count(value))],
  point: ['point', named('point')],
  points: ['point', named('point')],
  putBack: ['putBack', count],
  reachesBackTo: ['reachesBackTo', when],
  readings: ['readings', count],
  reason: ['reason', texts],
  removed: ['removed', count],
  role: ['role', word('role', 'posting')],
  rows: ['rows', count],
  sessions: ['sessions', count],
  sha256: ['sha256', texts],
  shortName: ['shortName', texts],
  sign: ['sign', texts],
  since: ['since', when],
  source: ['machine', texts],
  staffing: ['staffing', (value) => word('staffing')(isEntry(value) ? value.kind : null)],
  status: ['status', word('status')],
  successor: ['successor', named('organisation')],
  text: ['text', texts],
  to: ['to', when],
  undecided: ['undecided', count],
  username: ['account', named('account')],
  validFrom: ['validFrom', when],
  validTo: ['validTo', when],
  why: ['why', word('why')],
}

const LINES_OF_LIST = {
  asked: ['linesAsked', count],
  changed: ['peopleChanged', count],
  left: ['linesLeft', count],
  new: ['peopleAdded', count],
  refused: ['linesRefused', count],
  same: ['linesSame', count],
  wrong: ['linesWrong', count],
} as const satisfies Readonly<Record<string, readonly [AuditField, Read]>>
const SIGN_IN = { by: ['signedInBy', word('signIn')], refused: ['timesRefused', count] } as const
const ORGANISATION = { kind: ['organisationKind', texts] } as const

/** Where a deed says something else by the same word. */
const FIELDS_OF: Readonly<Record<string, Readonly<Record<string, readonly [AuditField, Read]>>>> = {
  'account.choose-password': SIGN_IN,
  'account.sign-in': SIGN_IN,
  'claims.decide': { decision: ['decision', word('claimDecision')] },
  'events.drop': {
    before: ['droppedBefore', when],
    from: ['eventsFrom', count],
    upTo: ['eventsTo', count],
  },
  'import.start': { kind: ['importKind', word('import')] },
  'incidents.close': { kind: ['incident', word('incident')] },
  'kiosks.invite': { kiosk: ['name', texts] },
  'organisation.add': ORGANISATION,
  'organisation.change': { ...ORGANISATION, id: ['organisation', named('organisation')] },
  'organisation.remove': { id: ['organisation', named('organisation')] },
  'counters.change': { id: ['counter', named('counter')] },
  'counters.remove': { id: ['counter', named('counter')] },
  'people.change': { changed: ['personFields', word('personField')] },
  'people.erase': { left: ['lastDay', when] },
  'people.import': LINES_OF_LIST,
  'people.import-preview': LINES_OF_LIST,
  'people.leave': { badges: ['badgesEnded', count] },
  'points.change': { id: ['point', named('point')] },
  'points.remove': { id: ['point', named('point')] },
}

/** What a part of a deed's detail is called and how it is read; of badges the numbers, then the people. None: it is for programs only. */
export function partsOf(action: string, key: string): readonly (readonly [AuditField, Read])[] {
  const part = FIELDS_OF[action]?.[key] ?? FIELDS[key]
  if (part === undefined) return []
  return key === 'badges' && part === FIELDS.badges ? [part, ['people', badgeOwners]] : [part]
}
