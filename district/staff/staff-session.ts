import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuditAction } from '../../core/audit/audit-actions.ts'
import type { Permission } from '../../core/district/roles.ts'
import { readApiToken } from '../../db/district/accounts/api-tokens.ts'
import { findSession, type SessionUse, type SignedIn } from '../../db/district/accounts/sessions.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'

/**
 * Who may use a route; every staff route declares it, and one without does not start.
 * `public`: everybody. `signed-in`: every account, also before its second factor is set up. `kiosk`: signed by a
 * kiosk, checked by the route itself. Else a permission of core/district/roles.ts.
 */
export type Access = Permission | 'public' | 'signed-in' | 'kiosk'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Name of the deed in the audit log, for routes that write or hand out a file. */
    action?: AuditAction
  }
}

/** `__Host-` binds the cookie to this host, and needs TLS. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-giogiac' : 'giogiac')

const signedIn = new WeakMap<FastifyRequest, SignedIn>()

/** Who asks. Not on routes that are `public`. */
export function whoAsks(request: FastifyRequest): SignedIn {
  const who = signedIn.get(request)
  if (who === undefined) throw new Error('a public route asked who is signed in')
  return who
}

/** Who asks, if anybody does: null for nobody, and before `checkAccess` knows. */
export const findAsker = (request: FastifyRequest): SignedIn | null => signedIn.get(request) ?? null

/** Lets a request through when its route's `access` allows it. */
export const checkAccess =
  (context: DistrictContext) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const { access } = request.routeOptions.config
    if (access === undefined || access === 'public' || access === 'kiosk') return undefined
    const who = await findWho(context, request, 'used')
    if (who === null) return sendProblem(reply, 401, 'staff.sign-in')
    signedIn.set(request, who)
    if (access === 'signed-in') {
      return who.role === null ? sendProblem(reply, 403, 'staff.people-only') : undefined
    }
    if (who.permissions.includes(access)) return undefined
    return sendProblem(
      reply,
      403,
      who.stage === 'second-factor' ? 'staff.set-up-second-factor' : 'staff.not-allowed',
    )
  }

/** A browser by its cookie, a program by its bearer token; a request with both is the program's. */
async function findWho(
  context: DistrictContext,
  request: FastifyRequest,
  use: SessionUse,
): Promise<SignedIn | null> {
  const { db } = context.database
  const now = context.clock.now()
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const token = /^Bearer ([\w-]{20,100})$/i.exec(authorization)?.[1]
    return token === undefined ? null : readApiToken(db, token, now)
  }
  const token = request.cookies[cookieName(context.secureCookies)]
  return token === undefined ? null : findSession(db, token, now, context.sessionLimits, use)
}

/** Whether a request that is still being answered would be let through now; keeps no session alive. */
export async function stillMay(context: DistrictContext, request: FastifyRequest): Promise<boolean> {
  const { access } = request.routeOptions.config
  const who = await findWho(context, request, 'looked-at')
  return who !== null && (who.permissions as readonly unknown[]).includes(access)
}

/**
 * Refuses writes that another site's page sends with this browser's cookie: what a browser says about where a
 * request comes from must be this very host.
 */
export async function refuseForeignPages(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  if (request.method === 'GET' || request.method === 'HEAD') return undefined
  const site = request.headers['sec-fetch-site']
  const { origin, host } = request.headers
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && hostOf(origin) !== host)
  return foreign ? sendProblem(reply, 403, 'staff.foreign-page') : undefined
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
