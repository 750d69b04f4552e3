import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  ChoosePassword,
  SECOND_FACTOR_NEEDED,
  SECOND_FACTOR_WRONG,
} from '../../core/district/accounts-api.ts'
import { Me, Problem, SignIn } from '../../core/district-api.ts'
import { needsSecondFactor } from '../../core/district-roles.ts'
import { noteSignIn } from '../../db/district/account-list.ts'
import { choosePassword, type FoundAccount, findAccount, foldUsername } from '../../db/district/accounts.ts'
import { type AuditEntry, auditAlone } from '../../db/district/audit.ts'
import { takeSecondFactor } from '../../db/district/second-factor.ts'
import { endSession, type SignedIn, startSession } from '../../db/district/sessions.ts'
import type { Snapshot } from '../../db/district/snapshot.ts'
import { PASSWORD_WORDS } from '../accounts/account-words.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { attemptsOf } from './sign-in-attempts.ts'
import { cookieName, whoAsks } from './staff-session.ts'

const WRONG = 'Tên đăng nhập hoặc mật khẩu không đúng.'
const tags = ['sign-in']

/** Signing in and out, and who one is. */
export async function signInRoutes(instance: FastifyInstance, context: DistrictContext): Promise<void> {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  const { db } = context.database
  const name = cookieName(context.secureCookies)
  const cookie = { path: '/', httpOnly: true, sameSite: 'strict', secure: context.secureCookies } as const

  const note = (
    account: Omit<FoundAccount, 'role' | 'hasSecondFactor'>,
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
    return reply.setCookie(name, token, cookie).code(204).send(null)
  }

  app.post(
    '/api/v1/sign-in',
    {
      bodyLimit: 4_096,
      config: { access: 'public' },
      schema: {
        summary: 'Begins a session: a cookie',
        tags,
        body: SignIn,
        response: { 204: z.null(), 401: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const now = context.clock.now()
      const { username, password, secondFactor } = request.body
      const attempts = attemptsOf(db, username, request.ip, now)
      if (await attempts.refuse(reply)) return reply
      const found = await findAccount(db, username, password)
      if (found === null) {
        await attempts.failed()
        return sendProblem(reply, 401, WRONG)
      }
      if (!found.hasSecondFactor) {
        await attempts.succeeded()
        return begin(request, reply, found, 'password')
      }
      if (secondFactor === undefined || secondFactor === '') {
        return sendProblem(reply, 401, 'Hãy nhập mã xác thực hai lớp.', SECOND_FACTOR_NEEDED)
      }
      const asked = { username: found.username, code: secondFactor, open: context.secrets.open }
      const by = await takeSecondFactor(db, asked, now)
      if (by === null) {
        await attempts.failed()
        await note(found, now, {
          action: 'account.sign-in',
          outcome: 'refused',
          detail: { by: 'second-factor' },
        })
        return sendProblem(reply, 401, 'Mã xác thực không đúng hoặc đã dùng.', SECOND_FACTOR_WRONG)
      }
      await attempts.succeeded()
      return begin(request, reply, found, by)
    },
  )

  app.post(
    '/api/v1/choose-password',
    {
      bodyLimit: 4_096,
      config: { access: 'public' },
      schema: {
        summary: 'Sets the password of an account by its one-time code',
        tags,
        body: ChoosePassword,
        response: { 204: z.null(), 401: Problem, 422: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const now = context.clock.now()
      const { body } = request
      const attempts = attemptsOf(db, body.username, request.ip, now)
      if (await attempts.refuse(reply)) return reply
      const chosen = await choosePassword(db, body, now)
      switch (chosen.kind) {
        case 'bad-password':
          return sendProblem(reply, 422, PASSWORD_WORDS[chosen.problem])
        case 'code-wrong':
          await attempts.failed()
          return sendProblem(reply, 401, 'Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hạn.')
        case 'chosen': {
          await attempts.succeeded()
          const account = { username: foldUsername(body.username), organisation: null, point: null }
          await note(account, now, { action: 'account.choose-password' })
          return reply.code(204).send(null)
        }
      }
    },
  )

  app.post(
    '/api/v1/sign-out',
    {
      bodyLimit: 4_096,
      config: { access: 'public' },
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
