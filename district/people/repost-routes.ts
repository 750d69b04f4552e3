import type { FastifyInstance } from 'fastify'
import { dayWords } from '../../core/month/month-words.ts'
import { showText } from '../../core/names.ts'
import { Repost, Reposted } from '../../core/people/people-api.ts'
import { visiblePoints } from '../../db/district/organisation/scope.ts'
import { type RepostFault, repostPeople } from '../../db/district/people/repost-people.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'
import { NOBODY, placeFault, seenPerson } from './people-routes.ts'

/** So many are named; the others are counted. */
const MOST_NAMED = 10

const reasonOf = (fault: RepostFault, from: string): string => {
  if (fault.kind === 'later-posting') return `đã có phân công khác bắt đầu từ ${dayWords(fault.from)}`
  if (fault.kind === 'nowhere') return `không được phân công ở đâu vào ngày ${dayWords(from)}`
  return `vào ngày ${dayWords(from)} được phân công ở điểm tiếp nhận khác`
}

/** Everybody is named with why; who asks may see them all. */
function nobodyChanged(named: readonly { readonly name: string; readonly why: string }[]): string {
  const shown = named.slice(0, MOST_NAMED).map(({ name, why }) => `${showText(name)}: ${why}`)
  const more = named.length > MOST_NAMED ? [`và ${named.length - MOST_NAMED} người khác`] : []
  return `Chưa đổi cho ai, vì ${[...shown, ...more].join('; ')}. Hãy chọn ngày khác, hoặc bỏ chọn những người này.`
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
      if (erased.length > 0)
        return refuse(
          409,
          `Chưa đổi cho ai: tên của ${erased.length} người đã chọn đã được xóa. Hãy bỏ chọn những người này.`,
        )
      const { changed, faults } = await repostPeople(tx, body, visiblePoints(snapshot, who))
      if (faults.length > 0) {
        const nameOf = (id: string) => snapshot.people.get(id)?.name ?? id
        const named = faults.map((each) => ({ name: nameOf(each.person), why: reasonOf(each, body.from) }))
        return refuse(409, nobodyChanged(named))
      }
      return {
        answer: { changed: changed.length, same: people.length - changed.length },
        subject: null,
        detail: { people: changed, from: body.from, change: body.change },
      }
    },
  })
}
