import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { RevokeUnused, SavedBadges } from '../../core/district/badges-api.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { noteSaved } from '../../db/district/people/badge-uses.ts'
import { findBadges, revokeUnused } from '../../db/district/people/badge-writes.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { seenPerson } from '../people/people-routes.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'

const NO_BADGE = refuse(404, 'badges.no-badge')

/** Whether every badge of these numbers is of somebody whom the asker may see. */
const allSeen = async (
  tx: DistrictDb,
  numbers: readonly number[],
  sees: (person: string) => boolean,
): Promise<boolean> => {
  const found = await findBadges(tx, numbers)
  return found.length === new Set(numbers).size && found.every(({ person }) => sees(person))
}

/** Badges on their way to people: their sheet saved, or called back before anybody used them. */
export async function badgeUseRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  writeRoute(app, context, {
    url: '/api/v1/badges/saved',
    permission: 'badges.write',
    action: 'badges.save',
    tag: 'badges',
    summary: 'Says that the sheet with these badges has been saved by whoever issued them.',
    body: SavedBadges,
    answer: z.null(),
    handle: async ({ tx, who, snapshot, now, body }) => {
      const sees = (person: string) => seenPerson(snapshot, who, person, now) !== null
      if (!(await allSeen(tx, body.numbers, sees))) return NO_BADGE
      await noteSaved(tx, body.numbers, now)
      return { answer: null, subject: null, detail: { badges: body.numbers } }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/badges/revoke-unused',
    permission: 'badges.write',
    action: 'badges.revoke-unused',
    tag: 'badges',
    summary: 'Revokes badges that nobody ever used: all of them or none.',
    body: RevokeUnused,
    answer: z.object({ revoked: z.int() }),
    handle: async ({ tx, who, snapshot, now, body }) => {
      const numbers = [...new Set(body.numbers)]
      const sees = (person: string) => seenPerson(snapshot, who, person, now) !== null
      if (!(await allSeen(tx, numbers, sees))) return NO_BADGE
      const others = await revokeUnused(tx, numbers, who.username, now)
      if (others.length > 0) return refuse(409, 'badges.not-unused', { numbers: others })
      return {
        answer: { revoked: numbers.length },
        subject: null,
        detail: { badges: numbers },
      }
    },
  })
}
