import { assertNever } from '../assert-never.ts'
import type { Became } from '../kiosk-api.ts'
import type { DayInput, DayResult } from './day-types.ts'
import { MINUTE_MS } from './minutes.ts'

/** A scan this close to the start or end of a session needs no word about what it meant. */
const SURE_WITHIN_MINUTES = 30

/**
 * What one scan of an evaluated day became, in the words of the kiosk (rules.md, "What the kiosk says at the
 * moment of a scan"). `lateMinutes` and `earlyMinutes` are those of the flag, 0 when there is none.
 * `offerIntents`: the scan was not said, sessions are owed that day, and every boundary is more than 30
 * minutes away. On a day without sessions there is nothing to choose between.
 * @param scanIndex index into `input.scans`; another index is answered with `noted`
 */
export function becameOf(
  input: DayInput,
  result: DayResult,
  scanIndex: number,
): { readonly became: Became; readonly offerIntents: boolean } {
  const scan = input.scans[scanIndex]
  if (scan === undefined) return { became: { kind: 'noted' }, offerIntents: false }
  const offerIntents =
    scan.intent === undefined &&
    input.sessions.length > 0 &&
    input.sessions.every(({ start, end }) => isFar(scan.at, start) && isFar(scan.at, end))
  return { became: becameByRole(input, result, scanIndex, scan.at), offerIntents }
}

const isFar = (at: number, boundary: number): boolean =>
  Math.abs(at - boundary) > SURE_WITHIN_MINUTES * MINUTE_MS

function becameByRole(input: DayInput, result: DayResult, scanIndex: number, at: number): Became {
  const role = result.roles[scanIndex]
  if (role === undefined) return { kind: 'noted' }
  switch (role.kind) {
    case 'arrival':
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

/** An unsaid scan inside a session closes the absence that was open (rules.md 5). */
function endsAbsence({ sessions }: DayInput, { away }: DayResult, at: number): boolean {
  return away.some(({ to }) => to === at) && sessions.some(({ start, end }) => start < at && at < end)
}
