import type { Reference, Removable } from '../../db/district/engine/find-references.ts'
import { type Refusal, refuse } from '../staff/staff-route.ts'

/** Why something is not deleted: everything that refers to it, and what to do instead. */
export const whyKept = (what: Removable, to: readonly Reference[]): Refusal =>
  refuse(409, `organisation.kept-${what}`, {
    references: to.map(({ kind, count }) => ({
      code: `organisation.refers-${kind}` as const,
      params: kind === 'events' ? {} : { count },
    })),
  })
