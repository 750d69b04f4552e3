import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Me, Problem, SignIn } from '../../core/district-api.ts'
import { findAccount, foldUsername } from '../../db/district/accounts.ts'
import {
  endSession,
  forgetFailures,
  noteFailure,
  type SignedIn,
  startSession,
  waitBeforeAttempt,
} from '../../db/district/sessions.ts'
import type { Snapshot } from '../../db/district/snapshot.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { cookieName, requireSignIn, whoAsks } from './staff-session.ts'

/** Failed attempts within a quarter of an hour, for one account and from one address. */
const MOST_FOR_ACCOUNT = 10
const MOST_FROM_ADDRESS = 60

/** Signing in and out, and who one is. */
export async function signInRoutes(instance: FastifyInstance, context: DistrictContext): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { db } = context.database
  const name = cookieName(context.secureCookies)
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: context.secureCookies } as const

  app.post(
    '/api/v1/sign-in',
    {
      bodyLimit: 4_096,
      schema: { body: SignIn, response: { 204: z.null(), 401: Problem, 429: Problem } },
    },
    async (request, reply) => {
      const now = context.clock.now()
      const account = `account:${foldUsername(request.body.username).replaceAll('\0', '')}`
      const address = `address:${request.ip}`
      const wait = Math.max(
        await waitBeforeAttempt(db, account, MOST_FOR_ACCOUNT, now),
        await waitBeforeAttempt(db, address, MOST_FROM_ADDRESS, now),
      )
      if (wait > 0) {
        reply.header('retry-after', Math.ceil(wait / 1000))
        return sendProblem(reply, 429, `Sai quá nhiều lần; thử lại sau ${Math.ceil(wait / 60_000)} phút.`)
      }
      const found = await findAccount(db, request.body.username, request.body.password)
      if (found === null) {
        await noteFailure(db, account, now)
        await noteFailure(db, address, now)
        return sendProblem(reply, 401, 'Tên đăng nhập hoặc mật khẩu không đúng.')
      }
      await forgetFailures(db, account)
      const older = request.cookies[name]
      if (older !== undefined) await endSession(db, older)
      const limits = context.sessionLimits
      const token = await startSession(db, found.username, now, limits, context.randomBytes)
      return reply.setCookie(name, token, cookie).code(204).send(null)
    },
  )

  app.post(
    '/api/v1/sign-out',
    { bodyLimit: 4_096, schema: { response: { 204: z.null() } } },
    async (request, reply) => {
      const token = request.cookies[name]
      if (token !== undefined) await endSession(db, token)
      return reply.clearCookie(name, cookie).code(204).send(null)
    },
  )

  app.get(
    '/api/v1/me',
    { preHandler: requireSignIn(context), schema: { response: { 200: Me, 401: Problem } } },
    async (request) => meOf(await context.snapshots.current(db), whoAsks(request), context.clock.now()),
  )
}

function meOf({ book }: Snapshot, { username, displayName, role, point }: SignedIn, now: number): Me {
  const own = book.points.find(({ id }) => id === point)?.organisation
  const organisation = book.organisations.find(({ id, parent }) =>
    own === undefined ? parent === null : id === own,
  )
  return {
    username,
    displayName,
    role,
    point,
    organisationName: organisation?.name ?? '',
    zone: book.zone,
    now,
  }
}
