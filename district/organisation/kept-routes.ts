import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MadeKey } from '../../core/district/organisation-api.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { Removable } from '../../db/district/engine/find-references.ts'
import { removePlace } from '../../db/district/people/remove-unused.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { newKey } from '../context/new-key.ts'
import { type Refusal, refuse, writeRoute } from '../staff/staff-route.ts'
import { tidied, type Writing } from './check-words.ts'
import { whyKept } from './why-kept.ts'

/** Something of the organisation that is written whole: an organisation, a reception point, a counter. */
interface Kept<Words> {
  /** In addresses: `points`. */
  readonly path: string
  /** Before `.add` and `.change` in the audit log. */
  readonly area: 'organisation' | 'points' | 'counters'
  /** Before its id in the audit log. */
  readonly subject: Exclude<Removable, 'person'>
  /** First letter of new ids. */
  readonly letter: string
  readonly body: z.ZodType<Words>
  /** What the two routes do, for the API's description. */
  readonly summaries: { readonly add: string; readonly change: string; readonly remove: string }
  /** Nothing of this id is within the asker's scope. */
  readonly missing: Refusal
  isOwn(writing: Writing, id: string, words: Words): Promise<boolean> | boolean
  fault(writing: Writing, id: string, words: Words): Promise<Refusal | null> | Refusal | null
  write(tx: DistrictDb, id: string, words: Words): Promise<void>
  /** Whether it is there and the asker's to delete. */
  isOwnToRemove(writing: Writing, id: string): Promise<boolean> | boolean
}

const Params = z.object({ id: z.string().min(1).max(64) })
const BAD_TEXT = refuse(422, 'staff.odd-text')

/** The three routes of what is written whole: adding one, writing a known one again, deleting one that nothing refers to. */
export function keptRoutes<Words>(app: FastifyInstance, context: DistrictContext, kept: Kept<Words>): void {
  const { path, area, letter, body, summaries } = kept
  const url = `/api/v1/organisation/${path}`
  const route = { permission: 'organisation.write', tag: 'organisation', body, answer: MadeKey } as const
  const write = async (writing: Writing, id: string, given: Words) => {
    const words = tidied(given)
    if (words === null) return BAD_TEXT
    const fault = await kept.fault(writing, id, words)
    if (fault !== null) return fault
    await kept.write(writing.tx, id, words)
    return { answer: { id }, subject: `${kept.subject}:${id}`, detail: words }
  }
  writeRoute(app, context, {
    ...route,
    url,
    action: `${area}.add`,
    summary: summaries.add,
    handle: (asked) => write(asked, newKey(letter, context.randomBytes), asked.body),
  })
  writeRoute(app, context, {
    ...route,
    method: 'PUT',
    url: `${url}/:id`,
    action: `${area}.change`,
    summary: summaries.change,
    params: Params,
    handle: async (asked) => {
      const { id } = asked.params
      return (await kept.isOwn(asked, id, asked.body)) ? write(asked, id, asked.body) : kept.missing
    },
  })
  writeRoute(app, context, {
    permission: 'organisation.write',
    tag: 'organisation',
    method: 'DELETE',
    url: `${url}/:id`,
    action: `${area}.remove`,
    summary: summaries.remove,
    params: Params,
    answer: z.null(),
    handle: async (asked) => {
      const { id } = asked.params
      if (!(await kept.isOwnToRemove(asked, id))) return kept.missing
      const removed = await removePlace(asked.tx, kept.subject, id)
      if (removed.kind === 'referred') return whyKept(kept.subject, removed.to)
      return { answer: null, subject: `${kept.subject}:${id}` }
    },
  })
}
