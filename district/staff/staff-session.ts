import type { FastifyReply, FastifyRequest } from 'fastify'
import { findSession, type SignedIn } from '../../db/district/sessions.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'

/** `__Host-` binds the cookie to this host, and needs TLS. */
export const cookieName = (secure: boolean): string => (secure ? '__Host-giogiac' : 'giogiac')

const signedIn = new WeakMap<FastifyRequest, SignedIn>()

/** Who asks. Only behind `requireSignIn`. */
export function whoAsks(request: FastifyRequest): SignedIn {
  const who = signedIn.get(request)
  if (who === undefined) throw new Error('a route without requireSignIn asked who is signed in')
  return who
}

/** Lets only signed-in staff through. */
export const requireSignIn =
  (context: DistrictContext) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const token = request.cookies[cookieName(context.secureCookies)]
    const { db } = context.database
    const who =
      token === undefined ? null : await findSession(db, token, context.clock.now(), context.sessionLimits)
    if (who === null) return sendProblem(reply, 401, 'Hãy đăng nhập.')
    signedIn.set(request, who)
    return undefined
  }

/** Lets only the district's own staff through. */
export async function requireDistrict(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  if (whoAsks(request).role === 'district') return undefined
  return sendProblem(reply, 403, 'Việc này chỉ dành cho cán bộ cấp trên.')
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
  return foreign ? sendProblem(reply, 403, 'Yêu cầu đến từ trang khác.') : undefined
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
