import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  ChangePassword,
  OfferedSecondFactor,
  OfferSecondFactor,
  ProveSecondFactor,
  RecoveryCodes,
} from '../../core/district/accounts-api.ts'
import { findAccount, setPassword } from '../../db/district/accounts/accounts.ts'
import { hashPassword, passwordProblem } from '../../db/district/accounts/password.ts'
import { offerSecondFactor, proveSecondFactor } from '../../db/district/accounts/second-factor.ts'
import { type SignedIn, sessionHash } from '../../db/district/accounts/sessions.ts'
import { base32, totpAddress } from '../../db/district/accounts/totp.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { NONCE_BYTES } from '../context/secret-box.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'
import { cookieName } from '../staff/staff-session.ts'
import { takeOwnGuess, waitMinutes } from '../staff/take-guess.ts'
import { passwordCode } from './account-codes.ts'

/** 160 bits, as RFC 4226 recommends. */
const SECRET_BYTES = 20
const tag = 'account'
const permission = 'signed-in'

/** What everybody does with their own account: password, second factor. */
export async function ownAccountRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  /** This browser's session, by which its own guesses are counted. */
  const sessionOf = (request: FastifyRequest): string =>
    sessionHash(request.cookies[cookieName(context.secureCookies)] ?? '')

  /** Whether the password is that of who asks; a number: how long to wait, ms, for it was tried too often. */
  async function proveOwner(
    asked: { who: SignedIn; now: number; request: FastifyRequest },
    password: string,
  ) {
    const { db } = context.database
    const session = sessionOf(asked.request)
    const waitMs = await takeOwnGuess(db, 'password', session, asked.now)
    return waitMs > 0 ? waitMs : findAccount(db, asked.who.username, password, session)
  }

  writeRoute(app, context, {
    url: '/api/v1/me/password',
    permission,
    action: 'account.change-password',
    summary: 'A new password; every other session of the account ends',
    tag,
    mostAMinute: 10,
    body: ChangePassword,
    answer: z.null(),
    prepare: async ({ body, ...asked }) => {
      const found = await proveOwner(asked, body.current)
      if (found === null || typeof found === 'number') return { found, problem: null, becomes: '' }
      const session = sessionOf(asked.request)
      const problem = await passwordProblem(body.password, asked.who.username, session)
      const becomes = problem === null ? await hashPassword(body.password, session) : ''
      return { found, problem, becomes }
    },
    handle: async ({ tx, who, request, prepared: { found, problem, becomes } }) => {
      if (typeof found === 'number') return refuse(429, 'staff.too-many-guesses', waitMinutes(found))
      if (found === null) return refuse(403, 'accounts.wrong-password')
      if (problem !== null) return refuse(422, passwordCode(problem))
      const change = { was: found.passwordHash, becomes }
      const isSet = await setPassword(tx, who.username, change, sessionOf(request))
      return isSet
        ? { answer: null, subject: `account:${who.username}` }
        : refuse(409, 'accounts.password-changed')
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/me/second-factor',
    permission,
    action: 'account.offer-second-factor',
    summary: 'A secret for an authenticator program; in force once proven',
    tag,
    mostAMinute: 10,
    body: OfferSecondFactor,
    answer: OfferedSecondFactor,
    secretAnswer: true,
    prepare: async ({ body, ...asked }) => ({ found: await proveOwner(asked, body.password) }),
    handle: async ({ tx, who, prepared: { found } }) => {
      if (typeof found === 'number') return refuse(429, 'staff.too-many-guesses', waitMinutes(found))
      if (found === null) return refuse(403, 'accounts.wrong-password')
      const secret = context.randomBytes(SECRET_BYTES)
      const sealed = context.secrets.seal(secret, who.username, context.randomBytes(NONCE_BYTES))
      if (!(await offerSecondFactor(tx, who.username, sealed))) {
        return refuse(409, 'accounts.has-second-factor')
      }
      const address = totpAddress(secret, who.username, 'Giờ Giấc')
      return { answer: { secret: base32(secret), address }, subject: `account:${who.username}` }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/me/second-factor/proof',
    permission,
    action: 'account.prove-second-factor',
    summary: 'Puts the secret in force by a code of it; answers recovery codes; every other session ends',
    tag,
    mostAMinute: 10,
    body: ProveSecondFactor,
    answer: RecoveryCodes,
    secretAnswer: true,
    prepare: async ({ db, request, now }) => ({
      waitMs: await takeOwnGuess(db, 'proof', sessionOf(request), now),
    }),
    handle: async ({ tx, who, now, body, request, prepared: { waitMs } }) => {
      if (waitMs > 0) return refuse(429, 'staff.too-many-guesses', waitMinutes(waitMs))
      const session = sessionOf(request)
      const asked = { username: who.username, session, code: body.code, open: context.secrets.open }
      const codes = await proveSecondFactor(tx, asked, now, context.randomBytes)
      if (codes === null) return refuse(422, 'accounts.wrong-proof')
      return { answer: { codes }, subject: `account:${who.username}` }
    },
  })
}
