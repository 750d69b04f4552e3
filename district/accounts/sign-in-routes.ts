import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  ChoosePassword,
  SECOND_FACTOR_NEEDED,
  SECOND_FACTOR_WRONG,
} from '../../core/district/accounts-api.ts'
import { needsSecondFactor } from '../../core/district/roles.ts'
import { Me, Problem, SignIn } from '../../core/district/sign-in-api.ts'
import { noteSignIn } from '../../db/district/accounts/account-list.ts'
import {
  askedUsername,
  choosePassword,
  type FoundAccount,
  findAccount,
} from '../../db/district/accounts/accounts.ts'
import { type AuditEntry, auditAlone } from '../../db/district/accounts/audit.ts'
import { takeSecondFactor } from '../../db/district/accounts/second-factor.ts'
import { endSession, type SignedIn, startSession } from '../../db/district/accounts/sessions.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import type { RefusalCode } from '../context/refusal-texts.ts'
import { placeOf, rememberDevice } from '../staff/guess-place.ts'
import { createCrowdLimit } from '../staff/limit-crowd.ts'
import { noteRefusedSignIn } from '../staff/note-refused-sign-in.ts'
import { cookieName, whoAsks } from '../staff/staff-session.ts'
import { factorWasRight, takeFactorGuess, takeGuess, waitMinutes } from '../staff/take-guess.ts'
import { passwordCode } from './account-codes.ts'

const tags = ['sign-in']

/** From one address, or from one browser that is known for the account: what costs a good eighth of a second each. */
const SIGN_INS_A_MINUTE = 120
const CODES_A_MINUTE = 30

/** Asked when the body is read, for the browser is known by the account it is for. */
const limitOf = (context: DistrictContext, max: number) => ({
  max,
  timeWindow: 60_000,
  hook: 'preHandler' as const,
  keyGenerator: (request: FastifyRequest) =>
    placeOf(context, request, (request.body as { username?: unknown } | undefined)?.username).key,
})

/** Signing in and out, and who one is. */
export async function signInRoutes(instance: FastifyInstance, context: DistrictContext): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { db } = context.database
  const name = cookieName(context.secureCookies)
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: context.secureCookies } as const

  const enter = createCrowdLimit()

  const note = (
    account: Pick<FoundAccount, 'username' | 'organisation' | 'point'>,
    now: number,
    entry: Omit<AuditEntry, 'subject'>,
  ) => auditAlone(db, account, now, { ...entry, subject: `account:${account.username}` })

  /** Begins a session for somebody who has proven to be the account's owner. */
  async function begin(request: FastifyRequest, reply: FastifyReply, found: FoundAccount, by: string) {
    const now = context.clock.now()
    const older = request.cookies[name]
    if (older !== undefined) await endSession(db, older)
    const isBare = context.secondFactor === 'required' && needsSecondFactor(found.role) && by === 'password'
    const stage = isBare ? 'second-factor' : 'open'
    const limits = context.sessionLimits
    const token = await startSession(db, found.username, now, limits, context.randomBytes, stage)
    await noteSignIn(db, found.username, now)
    await note(found, now, { action: 'account.sign-in', detail: { by } })
    reply.setCookie(name, token, cookie)
    if (!isBare) rememberDevice(context, request, reply, found.username, cookie)
    return reply.code(204).send(null)
  }

  /** Says no, and counts it where an administrator looks; nobody waits for that, least of all who measures the time. */
  function refuseGuess(
    request: FastifyRequest,
    reply: FastifyReply,
    deed: 'account.sign-in' | 'account.choose-password',
    waitMs: number,
    code: RefusalCode,
  ) {
    const { username } = request.body as { username: string }
    noteRefusedSignIn(context, deed, askedUsername(username), context.clock.now()).catch((error: Error) =>
      request.log.error({ error: error.name }),
    )
    if (waitMs === 0) return sendProblem(reply, 401, code)
    reply.header('retry-after', Math.ceil(waitMs / 1000))
    return sendProblem(reply, 429, 'staff.too-many-guesses', waitMinutes(waitMs))
  }

  app.post(
    '/api/v1/sign-in',
    {
      bodyLimit: 4_096,
      config: { access: 'public', rateLimit: limitOf(context, SIGN_INS_A_MINUTE) },
      schema: {
        summary: 'Begins a session: a cookie',
        tags,
        body: SignIn,
        response: { 204: z.null(), 401: Problem, 429: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const now = context.clock.now()
      const { username, password, secondFactor } = request.body
      const place = placeOf(context, request, username)
      const no = (waitMs: number) =>
        refuseGuess(request, reply, 'account.sign-in', waitMs, 'accounts.sign-in-wrong')
      const found = await enter(place.key, async () => {
        const guess = await takeGuess(db, 'password', askedUsername(username), place, now)
        if (guess.kind === 'spent') return guess.waitMs
        const right = await guess.look(() => findAccount(db, username, password, place.key))
        if (right === null) return guess.scarceMs
        await guess.notWrong(true)
        return right
      })
      if (typeof found === 'number') return no(found)
      if (!found.hasSecondFactor) return begin(request, reply, found, 'password')
      if (secondFactor === undefined || secondFactor === '') {
        return sendProblem(reply, 401, 'accounts.second-factor-needed', {}, SECOND_FACTOR_NEEDED)
      }
      const waitMs = await takeFactorGuess(db, found.username, place, now)
      if (waitMs > 0) return no(waitMs)
      const asked = { username: found.username, code: secondFactor, open: context.secrets.open }
      const by = await takeSecondFactor(db, asked, now)
      if (by === null) {
        await note(found, now, {
          action: 'account.sign-in',
          outcome: 'refused',
          detail: { by: 'second-factor' },
        })
        return sendProblem(reply, 401, 'accounts.second-factor-wrong', {}, SECOND_FACTOR_WRONG)
      }
      await factorWasRight(db, found.username, place)
      return begin(request, reply, found, by)
    },
  )

  app.post(
    '/api/v1/choose-password',
    {
      bodyLimit: 4_096,
      config: { access: 'public', rateLimit: limitOf(context, CODES_A_MINUTE) },
      schema: {
        summary: 'Sets the password of an account by its one-time code',
        tags,
        body: ChoosePassword,
        response: { 204: z.null(), 401: Problem, 422: Problem, 429: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const now = context.clock.now()
      const { body } = request
      const username = askedUsername(body.username)
      const place = placeOf(context, request, body.username)
      const no = (waitMs: number) =>
        refuseGuess(request, reply, 'account.choose-password', waitMs, 'accounts.code-wrong')
      const guess = await takeGuess(db, 'code', username, place, now)
      if (guess.kind === 'spent') return no(guess.waitMs)
      const chosen = await guess.look(() => choosePassword(db, body, now, place.key))
      if (chosen.kind === 'code-wrong') return no(guess.scarceMs)
      await guess.notWrong(chosen.kind === 'chosen')
      if (chosen.kind === 'bad-password') return sendProblem(reply, 422, passwordCode(chosen.problem))
      await note({ username, organisation: null, point: null }, now, { action: 'account.choose-password' })
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/api/v1/sign-out',
    {
      bodyLimit: 4_096,
      config: { access: 'public', rateLimit: { max: SIGN_INS_A_MINUTE, timeWindow: 60_000 } },
      schema: { summary: 'Ends this session', tags, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const token = request.cookies[name]
      if (token !== undefined) await endSession(db, token)
      return reply.clearCookie(name, cookie).code(204).send(null)
    },
  )

  app.get(
    '/api/v1/me',
    {
      config: { access: 'signed-in' },
      schema: { summary: 'Who is signed in', tags, response: { 200: Me, 401: Problem } },
    },
    async (request) => meOf(await context.snapshots.current(db), whoAsks(request), context.clock.now()),
  )
}

function meOf({ book }: Snapshot, who: SignedIn, now: number): Me {
  const { username, displayName, role, point, stage } = who
  if (role === null) throw new Error('a program asked who is signed in')
  const own = who.organisation ?? book.points.find(({ id }) => id === point)?.organisation
  const organisation = book.organisations.find(({ id, parent }) =>
    own === undefined ? parent === null : id === own,
  )
  return {
    username,
    displayName,
    role,
    point,
    organisation: who.organisation,
    stage,
    organisationName: organisation?.name ?? '',
    zone: book.zone,
    now,
  }
}
