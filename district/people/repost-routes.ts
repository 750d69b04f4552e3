import type { FastifyInstance } from 'fastify'
import { showText } from '../../core/names.ts'
import { Repost, Reposted } from '../../core/people/people-api.ts'
import { visiblePoints } from '../../db/district/organisation/scope.ts'
import { type RepostFault, repostPeople } from '../../db/district/people/repost-people.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { type Refusal, refuse, writeRoute } from '../staff/staff-route.ts'
import { NOBODY, placeFault, seenPerson } from './people-routes.ts'

/** So many are named; the others are counted. */
const MOST_NAMED = 10

interface Unchanged {
  readonly name: string
  readonly fault: RepostFault
}

/** Everybody is named with why; who asks may see them all. */
function nobodyChanged(named: readonly Unchanged[], from: string): Refusal {
  const people = named.slice(0, MOST_NAMED).map(({ name, fault }) => ({
    code: `people.person-${fault.kind}` as const,
    params: { name: showText(name), date: fault.kind === 'later-posting' ? fault.from : from },
  }))
  const count = named.length - people.length
  const more = count > 0 ? [{ code: 'people.repost-more', params: { count } } as const] : []
  return refuse(409, 'people.repost-refused', { people: [...people, ...more] })
}

/** One role or counter for many people at once. */
export async function repostRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  writeRoute(app, context, {
    url: '/api/v1/people/postings',
    permission: 'people.write',
    action: 'people.repost',
    tag: 'people',
    summary:
      'Gives people another role, or another counter of the one point they are at, from a date on: all or nobody.',
    body: Repost,
    answer: Reposted,
    handle: async ({ tx, who, snapshot, now, body }) => {
      const people = [...new Set(body.people)]
      const seen = people.map((id) => seenPerson(snapshot, who, id, now)?.person)
      if (seen.includes(undefined)) return NOBODY
      const fault = body.change.kind === 'counter' ? placeFault(snapshot, who, body.change) : null
      if (fault !== null) return fault
      const erased = seen.filter((person) => person?.name === null)
      if (erased.length > 0) return refuse(409, 'people.repost-erased', { count: erased.length })
      const { changed, faults } = await repostPeople(tx, body, visiblePoints(snapshot, who))
      if (faults.length > 0) {
        const nameOf = (id: string) => snapshot.people.get(id)?.name ?? id
        const named = faults.map((fault) => ({ name: nameOf(fault.person), fault }))
        return nobodyChanged(named, body.from)
      }
      return {
        answer: { changed: changed.length, same: people.length - changed.length },
        subject: null,
        detail: { people: changed, from: body.from, change: body.change },
      }
    },
  })
}
