import { z } from 'zod'
import { CLAIM_DECISION_OUTCOMES, DECISION_OUTCOMES } from '../district/excuses-api.ts'
import { INCIDENT_KINDS } from '../district/kiosks-api.ts'
import { PERMISSIONS, ROLES } from '../district/roles.ts'
import { ABSENCE_CODES } from '../symbols/absence-codes.ts'

/** Words that details of the log of what staff did are told in, by what they are about; the pages have each. */
export const AUDIT_WORDS = {
  role: ROLES,
  posting: ['staff', 'leader'],
  permission: PERMISSIONS,
  incident: INCIDENT_KINDS,
  absence: ABSENCE_CODES.map(({ code }) => code),
  why: ['lost', 'damaged', 'other'],
  rule: ['hours', 'calendar', 'duty', 'leaders', 'policies', 'allowances'],
  import: ['gglog', 'attlog'],
  decision: ['approve', 'refuse', 'revoke'],
  outcome: DECISION_OUTCOMES,
  claimDecision: ['accept', 'refuse'],
  claimOutcome: CLAIM_DECISION_OUTCOMES,
  status: ['400', '401', '403', '404', '409', '413', '415', '422', '429', '500', '503'],
  paper: [
    'bang-cham-cong.xlsx',
    'bang-cham-cong.pdf',
    'bang-cham-cong.csv',
    'nguon-so-lieu.pdf',
    'nguon-so-lieu.csv',
    'ghi-nhan.pdf',
    'ghi-nhan.csv',
    'tong-hop-ghi-nhan.pdf',
    'tong-hop-ghi-nhan.csv',
    'bao-cao.docx',
  ],
  personField: ['name', 'title', 'staffNumber'],
  template: [
    'unit',
    'department',
    'budgetCode',
    'form',
    'issued',
    'title',
    'number',
    'place',
    'signatures',
    'symbols',
    'ownSymbols',
    'halfDays',
    'report',
  ],
  signIn: ['password', 'totp', 'recovery', 'second-factor'],
  form: ['json', 'html'],
  staffing: ['always', 'times', 'never'],
} as const satisfies Readonly<Record<string, readonly string[]>>
export type AuditWordGroup = keyof typeof AUDIT_WORDS
const GROUPS = Object.keys(AUDIT_WORDS) as [AuditWordGroup, ...AuditWordGroup[]]

/** What the lines of a row are called. */
export const AUDIT_FIELDS = [
  'account',
  'badges',
  'badgesEnded',
  'bytes',
  'counter',
  'daysChanged',
  'decision',
  'document',
  'droppedBefore',
  'earlier',
  'eventsFrom',
  'eventsTo',
  'expiresAt',
  'fields',
  'form',
  'fresh',
  'from',
  'held',
  'importKind',
  'incident',
  'keepNamesMonths',
  'kept',
  'kiosk',
  'lastDay',
  'leave',
  'linesAsked',
  'linesLeft',
  'linesRefused',
  'linesSame',
  'linesWrong',
  'machine',
  'machineNumber',
  'made',
  'month',
  'more',
  'name',
  'note',
  'organisation',
  'organisationKind',
  'paper',
  'parent',
  'people',
  'peopleAdded',
  'peopleChanged',
  'permissions',
  'person',
  'personFields',
  'point',
  'putBack',
  'reachesBackTo',
  'readings',
  'reason',
  'removed',
  'results',
  'role',
  'rows',
  'rulesAdded',
  'rulesRemoved',
  'sessions',
  'sha256',
  'shortName',
  'sign',
  'signedInBy',
  'since',
  'staffing',
  'status',
  'successor',
  'template',
  'text',
  'timesRefused',
  'to',
  'typesAdded',
  'typesChanged',
  'typesRemoved',
  'undecided',
  'validFrom',
  'validTo',
  'why',
] as const
export type AuditField = (typeof AUDIT_FIELDS)[number]

/** Things that a row names by their id. */
export const AUDIT_THINGS = [
  'person',
  'point',
  'organisation',
  'counter',
  'kiosk',
  'account',
  'token',
  'import',
  'people-import',
  'incident',
  'notice',
  'badge',
  'key',
] as const
export type AuditThing = (typeof AUDIT_THINGS)[number]

/** One value of a line, as it is shown. */
export const AuditValue = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** Somebody or something that the asker may not see; that is not there any more. */
  z.object({ kind: z.literal('hidden') }),
  z.object({ kind: z.literal('gone') }),
  z.object({ kind: z.literal('word'), group: z.enum(GROUPS), word: z.string() }),
  z.object({ kind: z.literal('date'), date: z.string() }),
  z.object({ kind: z.literal('local'), local: z.string() }),
  z.object({ kind: z.literal('month'), month: z.string() }),
  z.object({ kind: z.literal('instant'), at: z.number() }),
  z.object({ kind: z.literal('count'), count: z.number() }),
  /** So many values more than are listed. */
  z.object({ kind: z.literal('more'), count: z.int() }),
])
export type AuditValue = z.infer<typeof AuditValue>

/** `part`: which one of several lines of a field this is. `before`: what it was, where it was changed. */
export const AuditLine = z.object({
  field: z.enum(AUDIT_FIELDS),
  part: AuditValue.optional(),
  before: z.array(AuditValue).optional(),
  values: z.array(AuditValue),
})
export type AuditLine = z.infer<typeof AuditLine>

/** What a row is about. `value` null: nothing more can be said of it. */
export const AuditAbout = z.object({ thing: z.enum(AUDIT_THINGS), value: AuditValue.nullable() })
export type AuditAbout = z.infer<typeof AuditAbout>
