import type { DayInput, DayResult, Flag } from '../day/day-types.ts'
import { uniteExcuses } from '../day/excuse-cover.ts'
import { MINUTE_MS } from '../day/minutes.ts'
import { owedBounds } from '../day/owed-bounds.ts'

/** Within a session a shorter outage hides nothing: whoever came or went in it was there before or after. */
const HIDES_MS = 15 * MINUTE_MS
/** Whoever scanned longer after an outage than this, or before it, had the time to scan when they came or went. */
const NEAR_MS = 60 * MINUTE_MS

/** From when to when nobody could scan at a reception point, corrected time, UTC ms. */
export interface Outage {
  readonly from: number
  readonly to: number
}

/**
 * Takes back what a day says of a person only because they could not scan: late where the session began in an outage,
 * early where it ended in one, away where one lies in the absence; absent or something missing where a scan may be
 * missing for that reason. Such a session is `no-data`. Nothing is added: what was recorded stays.
 * @returns the day, and the outages because of which something is not said
 */
export function withoutHidden(
  input: DayInput,
  result: DayResult,
  outages: readonly Outage[],
): { readonly result: DayResult; readonly hidden: readonly Outage[] } {
  if (outages.length === 0) return { result, hidden: [] }
  const { bounds } = owedBounds(input.sessions, uniteExcuses(input.excuses))
  const at = (moment: number) => outages.filter(({ from, to }) => from <= moment && moment <= to)
  const during = (from: number, to: number) => outages.filter((each) => each.from < to && from < each.to)
  const long = (start: number, end: number) => {
    const inside = during(start, end)
    const sum = inside.reduce((ms, { from, to }) => ms + Math.min(to, end) - Math.max(from, start), 0)
    return sum >= HIDES_MS ? inside : []
  }
  const ofSession = bounds.map(({ start, end }) => [...at(start), ...at(end), ...long(start, end)])
  // Where the policy asks for fewer scans, the one scan of another session may be what is missing.
  const missing = (session: number) =>
    input.policy.midday === 'both' ? (ofSession[session] ?? []) : ofSession.flat()
  const causeOf = (flag: Flag): readonly Outage[] => {
    switch (flag.code) {
      case 'late': {
        const arrival = result.marks[flag.session]?.in?.at ?? Number.NaN
        return at(bounds[flag.session]?.start ?? Number.NaN).filter(({ to }) => arrival - to <= NEAR_MS)
      }
      case 'early': {
        const departure = result.marks[flag.session]?.out?.at ?? Number.NaN
        return at(bounds[flag.session]?.end ?? Number.NaN).filter(({ from }) => from - departure <= NEAR_MS)
      }
      case 'absent':
      case 'missing-in':
      case 'missing-out':
      case 'missing-midday':
        return missing(flag.session)
      case 'away':
        return result.away.flatMap(({ from, to, kind }) => (kind === 'out-duty' ? [] : during(from, to)))
      case 'no-badge':
      case 'unscheduled':
        return []
    }
  }
  const hidden = new Set<Outage>()
  const isHidden = (causes: readonly Outage[]): boolean => {
    for (const each of causes) hidden.add(each)
    return causes.length > 0
  }
  const flags = result.flags.filter((flag) => !isHidden(causeOf(flag)))
  const states = result.states.map((state, session) =>
    (state === 'absent' || state === 'not-arrived' || state === 'incomplete') && isHidden(missing(session))
      ? 'no-data'
      : state,
  )
  return { result: { ...result, flags, states }, hidden: outages.filter((each) => hidden.has(each)) }
}

/** What all of several lists have in common. @param lists each in order, without overlaps */
export function commonOutages(lists: readonly (readonly Outage[])[]): readonly Outage[] {
  const [first, ...others] = lists
  return others.reduce<readonly Outage[]>(
    (common, list) =>
      common.flatMap((one) =>
        list.flatMap((other) => {
          const from = Math.max(one.from, other.from)
          const to = Math.min(one.to, other.to)
          return from < to ? [{ from, to }] : []
        }),
      ),
    first ?? [],
  )
}
