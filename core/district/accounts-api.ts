import { z } from 'zod'
import { PERMISSIONS, Permission, Role } from './roles.ts'

/** Accounts, tokens of other programs and the audit log, `/api/v1`. Instants in UTC ms. */

const Username = z.string().min(1).max(100)
const Key = z.string().min(1).max(64)
const NewPassword = z.string().min(1).max(200)
const Code = z.string().min(1).max(40)

export const Account = z.object({
  username: z.string(),
  displayName: z.string(),
  role: Role,
  organisation: z.string().nullable(),
  point: z.string().nullable(),
  /** Whose it is, with their name where the asker may see it; null: not said. */
  person: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  state: z.enum(['active', 'disabled']),
  /** False: waits for its one-time code to be used. */
  hasPassword: z.boolean(),
  /** Until when a one-time code can be used; null: there is none. */
  codeUntil: z.int().nullable(),
  hasSecondFactor: z.boolean(),
  /** Browsers that are signed in. */
  sessions: z.int(),
  lastSignInAt: z.int().nullable(),
  /** Whether the asker may change it: never their own, and none that may do what they may not. */
  mayChange: z.boolean(),
})
export type Account = z.infer<typeof Account>

const Place = z.object({ id: z.string(), name: z.string() })
/** What an account may be bound to by the asker. `everything`: also to nothing at all. */
export const AccountScopes = z.object({
  everything: z.boolean(),
  organisations: z.array(Place),
  points: z.array(Place),
})
export type AccountScopes = z.infer<typeof AccountScopes>

const rights = { role: Role, organisation: Key.nullable(), point: Key.nullable() }
export const NewAccountBody = z.strictObject({
  username: Username,
  displayName: z.string().min(1).max(200),
  ...rights,
  /** Whose it is. */
  person: Key.nullable().default(null),
})
export const AccountChange = z.strictObject({
  displayName: z.string().min(1).max(200),
  ...rights,
  /** Left out: as it is. */
  person: Key.nullable().optional(),
})
/** Shown once. */
export const OneTimeCode = z.object({ username: z.string(), code: z.string(), expiresAt: z.int() })

export const ChoosePassword = z.strictObject({ username: Username, code: Code, password: NewPassword })
export const ChangePassword = z.strictObject({ current: NewPassword, password: NewPassword })
export const OfferSecondFactor = z.strictObject({ password: NewPassword })
/** `address` is the text of the QR, `secret` the same for typing. Shown once. */
export const OfferedSecondFactor = z.object({ secret: z.string(), address: z.string() })
export const ProveSecondFactor = z.strictObject({ code: Code })
/** Each works once, instead of a code of the phone. Shown once. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })

/** `type` of the problem that asks for the code of the second factor, beside user name and password. */
export const SECOND_FACTOR_NEEDED = 'urn:giogiac:second-factor-needed'
export const SECOND_FACTOR_WRONG = 'urn:giogiac:second-factor-wrong'

/** What another program may be allowed to do: nothing about accounts, tokens, or the erasure of people. */
export const TOKEN_PERMISSIONS: readonly Permission[] = PERMISSIONS.filter(
  (permission) => !/^(accounts|api-tokens|personal-data|audit)\./.test(permission),
)
export const NewApiToken = z.strictObject({
  name: z.string().min(1).max(100),
  permissions: z.array(Permission).min(1).max(PERMISSIONS.length),
  organisation: Key.nullable(),
  /** Days until it runs out. */
  days: z.int().min(1).max(366),
})
export const ApiToken = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(Permission),
  organisation: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.int(),
  expiresAt: z.int(),
  revokedAt: z.int().nullable(),
  lastUsedAt: z.int().nullable(),
})
export type ApiToken = z.infer<typeof ApiToken>
/** Sent as `Authorization: Bearer …`. Shown once. */
export const MadeApiToken = z.object({ id: z.string(), token: z.string() })
