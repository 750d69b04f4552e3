import { parseEvent } from '../../../core/log/event.ts'
import type { AnnulledFact } from '../../../core/person-day/person-day.ts'

interface FactRow {
  readonly type: string
  /** Corrected time, UTC ms. */
  readonly at: number
  readonly id: string
  readonly ref: string
  readonly text: string
}

const KINDS: readonly string[] = ['scan', 'sign-in', 'claim', 'spot-check'] satisfies AnnulledFact['kind'][]

/**
 * Facts of a day that somebody said were not true, with who said so, why and when: they count for nothing, and stay in
 * sight. Of two annulments of one fact the first stands.
 * @param rows a day's events, oldest first
 */
export function annulledFacts(rows: readonly FactRow[]): AnnulledFact[] {
  const facts = new Map(rows.filter(({ type }) => KINDS.includes(type)).map((row) => [row.id, row]))
  const found = new Map<string, AnnulledFact>()
  for (const row of rows) {
    const fact = row.type === 'annul' ? facts.get(row.ref) : undefined
    const parsed = row.type === 'annul' ? parseEvent(row.text) : null
    if (fact === undefined || found.has(fact.id)) continue
    if (parsed?.kind !== 'known' || parsed.event.type !== 'annul') continue
    const { by, reason } = parsed.event.data
    const kind = fact.type as AnnulledFact['kind']
    found.set(fact.id, { kind, at: fact.at, by, reason, annulledAt: row.at, ...claimedBy(fact) })
  }
  return [...found.values()]
}

/** Of a claim the mark it spoke of, and the time it named instead of when it was said. */
function claimedBy({ type, text }: FactRow): Partial<Pick<AnnulledFact, 'at' | 'session' | 'side'>> {
  const parsed = type === 'claim' ? parseEvent(text) : null
  if (parsed?.kind !== 'known' || parsed.event.type !== 'claim') return {}
  const { at, session, side } = parsed.event.data
  return { at, session, side }
}
