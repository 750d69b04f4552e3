import { assertNever } from '../assert-never.ts'
import type { DayInput, DayResult } from './day-types.ts'
import { uniteExcuses } from './excuse-cover.ts'
import { MINUTE_MS } from './minutes.ts'
import { owedBounds } from './owed-bounds.ts'

/** What a scan became, to be said to the person at once (rules.md, "What the kiosk says"). Instants in UTC ms. */
export type Became =
  | { readonly kind: 'arrived'; readonly session: number; readonly lateMinutes: number }
  | { readonly kind: 'left'; readonly session: number; readonly earlyMinutes: number }
  /** `firstAt`: the scan it repeats. */
  | { readonly kind: 'already-recorded'; readonly firstAt: number }
  | { readonly kind: 'stepped-out'; readonly purpose: 'out-duty' | 'out-private' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'noted' }
  | { readonly kind: 'outside-hours' }
  /** No session is owed today. */
  | { readonly kind: 'unscheduled' }

/** A scan this close to the start or end of a session needs no word about what it meant. */
const SURE_WITHIN_MINUTES = 30

/**
 * What one scan of an evaluated day became, in the words of the kiosk (rules.md, "What the kiosk says at the
 * moment of a scan"). `lateMinutes` and `earlyMinutes` are those of the flag, 0 when there is none.
 * `offerIntents`: the scan was not said, sessions are owed that day, and every boundary is more than 30
 * minutes away; an arrival that was only inferred is offered them as well, the person knows better. On a day without sessions there is nothing to choose between.
 * @param scanIndex index into `input.scans`; another index is answered with `noted`
 */
export function becameOf(
  input: DayInput,
  result: DayResult,
  scanIndex: number,
): { readonly became: Became; readonly offerIntents: boolean } {
  const scan = input.scans[scanIndex]
  if (scan === undefined) return { became: { kind: 'noted' }, offerIntents: false }
  const offerIntents = scan.intent === undefined && isFarFromAll(input, scan.at)
  return { became: becameByRole(input, result, scanIndex, scan.at), offerIntents }
}

/** The boundaries are those the scan is judged by: moved by excuses, of the owed sessions. */
function isFarFromAll({ sessions, excuses }: DayInput, at: number): boolean {
  if (sessions.length === 0) return false
  const { bounds, judged } = owedBounds(sessions, uniteExcuses(excuses))
  return judged.every((session) => {
    const { start, end } = bounds[session] ?? { start: Number.NaN, end: Number.NaN }
    return isFar(at, start) && isFar(at, end)
  })
}

const isFar = (at: number, boundary: number): boolean =>
  Math.abs(at - boundary) > SURE_WITHIN_MINUTES * MINUTE_MS

function becameByRole(input: DayInput, result: DayResult, scanIndex: number, at: number): Became {
  const role = result.roles[scanIndex]
  if (role === undefined) return { kind: 'noted' }
  switch (role.kind) {
    case 'arrival':
      if (isMadeToBeSure(input, result, scanIndex)) return { kind: 'noted' }
      if (isInsideEarlier(input, role.session, scanIndex)) return { kind: 'returned' }
      return {
        kind: 'arrived',
        session: role.session,
        lateMinutes: flagMinutes(result, 'late', role.session),
      }
    case 'departure':
      return { kind: 'left', session: role.session, earlyMinutes: flagMinutes(result, 'early', role.session) }
    case 'duplicate':
      return { kind: 'already-recorded', firstAt: input.scans[role.of]?.at ?? at }
    case 'step':
      return role.intent === 'return' ? { kind: 'returned' } : { kind: 'stepped-out', purpose: role.intent }
    case 'extra':
      return endsAbsence(input, result, at) ? { kind: 'returned' } : { kind: 'noted' }
    case 'outside':
      return { kind: 'outside-hours' }
    case 'unscheduled':
      return { kind: 'unscheduled' }
    case 'later':
      return { kind: 'noted' }
    default:
      return assertNever(role)
  }
}

function flagMinutes(result: DayResult, code: 'late' | 'early', session: number): number {
  for (const flag of result.flags) {
    if (flag.code === code && flag.session === session) return flag.minutes
  }
  return 0
}

/**
 * An unsaid scan soon after the last one, inside the same session: somebody who makes sure. Until more scans come the
 * rules may take the two for a departure and the next session's arrival; nobody is told that they came for it.
 */
function isMadeToBeSure(
  { scans, sessions, policy }: DayInput,
  { roles }: DayResult,
  scanIndex: number,
): boolean {
  const scan = scans[scanIndex]
  if (scan === undefined || scan.intent !== undefined) return false
  const within = sessions.find(({ start, end }) => start < scan.at && scan.at < end)
  if (within === undefined) return false
  return scans.some(
    ({ at, intent }, index) =>
      intent === undefined &&
      within.start < at &&
      at < scan.at &&
      scan.at - at < policy.shortAway * MINUTE_MS &&
      roles[index]?.kind === 'departure',
  )
}

/**
 * An unsaid scan while an earlier session runs: whoever was gone a while and is there again. The same as above, and
 * nobody came for a session that is not their next one.
 */
function isInsideEarlier({ scans, sessions, excuses }: DayInput, of: number, scanIndex: number): boolean {
  const scan = scans[scanIndex]
  if (scan === undefined || scan.intent !== undefined) return false
  const { bounds, judged } = owedBounds(sessions, uniteExcuses(excuses))
  return judged.some((session) => {
    const { start, end } = bounds[session] ?? { start: Number.NaN, end: Number.NaN }
    return session < of && start < scan.at && scan.at < end
  })
}

/** An unsaid scan inside a session closes the absence that was open (rules.md 6). */
function endsAbsence({ sessions }: DayInput, { away }: DayResult, at: number): boolean {
  return away.some(({ to }) => to === at) && sessions.some(({ start, end }) => start < at && at < end)
}
