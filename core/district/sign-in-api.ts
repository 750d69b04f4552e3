import { z } from 'zod'
import { Role } from './roles.ts'
import { RefusalParamsSent } from './say-refusal.ts'

export const SignIn = z.strictObject({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  /** A code of the phone, or a recovery code; asked for by a problem of its own type. */
  secondFactor: z.string().max(40).optional(),
})

export const Me = z.object({
  username: z.string(),
  displayName: z.string(),
  role: Role,
  /** The only reception point a ward leader sees; `null`: all. */
  point: z.string().nullable(),
  /** The organisation below which the account sees everything; `null`: all of them. */
  organisation: z.string().nullable(),
  /** `second-factor`: the account has to set up its second factor before anything else. */
  stage: z.enum(['open', 'second-factor']),
  organisationName: z.string(),
  /** The organisation's time zone, IANA name. */
  zone: z.string(),
  /** The district's time, so that a page need not trust the clock of the machine it is shown on. */
  now: z.int(),
})
export type Me = z.infer<typeof Me>

/** RFC 9457: what is wrong and what to do, in Vietnamese as `detail`; `code` names the same text in every language. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().optional(),
  params: RefusalParamsSent.optional(),
})
