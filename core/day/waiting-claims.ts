import type { Claim, DayInput, DayResult, Flag, Mark, SessionState } from './day-types.ts'

/** A leader's word about themselves changes nothing until the office accepts it. */
export const isWaiting = ({ own, accepted }: Claim): boolean => own === true && accepted !== true

/** What a session is called when it turns on a word that waits. */
const NOT_KNOWN: Readonly<Partial<Record<SessionState, SessionState>>> = {
  'not-arrived': 'no-data',
  absent: 'no-data',
  incomplete: 'no-data',
}

/**
 * A day with words that wait: judged without them, and once as if they were accepted, behind every other leader's.
 * Nobody is called late, early, absent or incomplete where the two differ: until the office decides nobody knows.
 * @param judge the rules for a day on which nothing waits
 */
export function judgeWhileWaiting(input: DayInput, judge: (input: DayInput) => DayResult): DayResult {
  const indices = input.claims.map((_, index) => index)
  const waits = (index: number): boolean => isWaiting(input.claims[index] ?? NO_CLAIM)
  const others = indices.filter((index) => !waits(index))
  const order = [...others, ...indices.filter(waits)]
  const stands = judge({ ...input, claims: pick(input.claims, others) })
  const believed = judge({ ...input, claims: pick(input.claims, order) })
  const either = new Map(believed.flags.map((flag) => [sayingOf(flag), flag]))
  const places = new Map(others.map((index, place) => [index, place]))
  const ownMark = (mark: Mark | null): Mark | null =>
    mark?.by.kind === 'claim' ? { ...mark, by: { kind: 'claim', index: others[mark.by.index] ?? -1 } } : mark
  return {
    ...stands,
    marks: stands.marks.map((pair) => ({ in: ownMark(pair.in), out: ownMark(pair.out) })),
    states: stands.states.map((state, session) =>
      state === believed.states[session] ? state : (NOT_KNOWN[state] ?? state),
    ),
    flags: stands.flags.flatMap((flag) => {
      const then = either.get(sayingOf(flag))
      return then === undefined ? [] : [isLess(then, flag) ? then : flag]
    }),
    claims: indices.map((index) => {
      const place = places.get(index)
      if (place !== undefined) return stands.claims[place] ?? 'ignored'
      const { session, side } = input.claims[index] ?? NO_CLAIM
      const outcome = believed.claims[order.indexOf(index)] ?? 'ignored'
      const holder = believed.marks[session]?.[side]?.by
      const heldByOwn = holder?.kind === 'claim' && waits(order[holder.index] ?? -1)
      return heldByOwn && outcome !== 'ignored' ? 'waiting' : outcome
    }),
  }
}

/** What a flag says, whatever of it is excused. */
const sayingOf = (flag: Flag): string =>
  [flag.code, 'session' in flag ? flag.session : '', 'minutes' in flag ? flag.minutes : ''].join(' ')

/** Of the day's allowance more is left where an earlier session did not use it. */
const isLess = (one: Flag, other: Flag): boolean =>
  'chargeable' in one && 'chargeable' in other && one.chargeable < other.chargeable

const NO_CLAIM: Claim = { session: -1, side: 'in', at: Number.NaN }

const pick = (claims: readonly Claim[], order: readonly number[]): Claim[] =>
  order.flatMap((index) => claims[index] ?? [])
