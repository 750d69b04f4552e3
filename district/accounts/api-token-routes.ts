import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { ApiToken, MadeApiToken, NewApiToken, TOKEN_PERMISSIONS } from '../../core/district/accounts-api.ts'
import { tidyText } from '../../core/names.ts'
import { holdAccounts } from '../../db/district/accounts/account-list.ts'
import { createApiToken, listApiTokens, revokeApiToken } from '../../db/district/accounts/api-tokens.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import { organisationsInScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const DAY_MS = 86_400_000
const tag = 'api-tokens'
const permission = 'api-tokens.write'

const isInScope = (snapshot: Snapshot, who: SignedIn, organisation: string | null): boolean =>
  organisation === null
    ? who.organisation === null && who.point === null
    : organisationsInScope(snapshot, who).has(organisation)

/** Keys of other programs (payroll, reporting): what each may do, where, and until when. */
export async function apiTokenRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  readRoute(app, context, {
    url: '/api/v1/api-tokens',
    permission,
    summary: 'Tokens of other programs',
    tag,
    answer: z.array(ApiToken),
    handle: async ({ db, snapshot, who }) =>
      (await listApiTokens(db))
        .filter(({ organisation }) => isInScope(snapshot, who, organisation))
        .map((row) => ({ ...row, permissions: [...row.permissions] })),
  })

  writeRoute(app, context, {
    url: '/api/v1/api-tokens',
    permission,
    action: 'api-tokens.create',
    summary: 'A token for another program, shown once',
    tag,
    body: NewApiToken,
    answer: MadeApiToken,
    secretAnswer: true,
    handle: async ({ tx, snapshot, who, now, body }) => {
      const { permissions, organisation, days } = body
      if (!isInScope(snapshot, who, organisation)) return refuse(404, 'organisation.no-organisation')
      const beyond = permissions.filter(
        (each) => !TOKEN_PERMISSIONS.includes(each) || !who.permissions.includes(each),
      )
      if (beyond.length > 0) return refuse(422, 'accounts.beyond-permissions', { permissions: beyond })
      if (!(await holdAccounts(tx, who, []))) return refuse(403, 'accounts.rights-changed')
      const name = tidyText(body.name).replaceAll('\0', '')
      const expiresAt = now + days * DAY_MS
      const made = await createApiToken(
        tx,
        { name, permissions, organisation, createdBy: who.username, expiresAt },
        now,
        context.randomBytes,
      )
      return { answer: made, subject: `token:${made.id}`, detail: { permissions, organisation, expiresAt } }
    },
  })

  writeRoute(app, context, {
    method: 'DELETE',
    url: '/api/v1/api-tokens/:id',
    permission,
    action: 'api-tokens.revoke',
    summary: 'Ends a token at once',
    tag,
    params: z.object({ id: z.string().max(40) }),
    answer: z.null(),
    handle: async ({ tx, snapshot, who, now, params: { id } }) => {
      const token = (await listApiTokens(tx)).find((each) => each.id === id)
      if (token === undefined || !isInScope(snapshot, who, token.organisation)) {
        return refuse(404, 'accounts.no-token')
      }
      await revokeApiToken(tx, id, now)
      return { answer: null, subject: `token:${id}` }
    },
  })
}
