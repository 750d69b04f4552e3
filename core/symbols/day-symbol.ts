import { assertNever } from '../assert-never.ts'
import type { DayInput, SessionState } from '../day/day-types.ts'
import { MINUTE_MS } from '../day/minutes.ts'
import { C01A_HD_SYMBOLS, type SymbolTable, type TimesheetSymbol, WORKED } from './timesheet-symbols.ts'

/** What stands on the timesheet for one day. */
export type DaySymbol =
  /** No session was owed. */
  | { readonly kind: 'off' }
  /** The day is still running, or a kiosk has not reported. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'absent'; readonly symbol: string }
  | { readonly kind: 'spent'; readonly symbol: string; readonly half: boolean; readonly row: TimesheetSymbol }

/**
 * The timesheet symbol of a day from its states, by a table. The activity with the most minutes gives the
 * symbol, on a tie the earlier one; a day with an absent session, or that owes less than a full day, is a half
 * day. Lateness never shows. An excuse whose code the table does not know counts as time worked.
 */
export function daySymbol(
  { sessions, excuses }: Pick<DayInput, 'sessions' | 'excuses'>,
  states: readonly SessionState[],
  table: SymbolTable = C01A_HD_SYMBOLS,
): DaySymbol {
  if (sessions.length === 0) return { kind: 'off' }
  const spentMs = new Map<string, number>()
  let owedMs = 0
  let someAbsent = false
  for (let session = 0; session < sessions.length; session++) {
    const bounds = sessions[session]
    const attendance = attendanceOf(states[session])
    if (bounds === undefined || attendance === 'undecided') return { kind: 'undecided' }
    owedMs += bounds.end - bounds.start
    if (attendance === 'absent') someAbsent = true
    let from = bounds.start
    while (from < bounds.end) {
      const stretch = stretchFrom(excuses, from, bounds.end)
      if (stretch.code !== null || attendance === 'there') {
        const code = stretch.code ?? WORKED
        spentMs.set(code, (spentMs.get(code) ?? 0) + stretch.to - from)
      }
      from = stretch.to
    }
  }
  const code = longest(spentMs)
  if (code === null) return { kind: 'absent', symbol: table.absent }
  const row =
    table.rows.find((candidate) => candidate.code === code) ??
    table.rows.find((candidate) => candidate.code === WORKED)
  if (row === undefined) return { kind: 'undecided' }
  const half = someAbsent || owedMs < table.fullDayFromMinutes * MINUTE_MS
  return { kind: 'spent', symbol: half ? row.half : row.symbol, half, row }
}

function attendanceOf(state: SessionState | undefined): 'there' | 'absent' | 'undecided' {
  switch (state) {
    case 'present':
    case 'incomplete':
    case 'excused':
      return 'there'
    case 'absent':
      return 'absent'
    case 'awaited':
    case 'not-arrived':
    case 'here':
    case 'no-data':
    case undefined:
      return 'undecided'
    default:
      return assertNever(state)
  }
}

/** The stretch that begins at `from`: under the first excuse that covers it, or free up to the next one. */
function stretchFrom(
  excuses: DayInput['excuses'],
  from: number,
  end: number,
): { readonly to: number; readonly code: string | null } {
  const covering = excuses.find((excuse) => excuse.from <= from && from < excuse.to)
  if (covering !== undefined) return { to: Math.min(end, covering.to), code: covering.code }
  let to = end
  for (const excuse of excuses)
    if (excuse.from > from && excuse.from < to && excuse.to > excuse.from) to = excuse.from
  return { to, code: null }
}

/** The code with the most time; entries are in the order of their first minute, so a tie goes to the earlier. */
function longest(spentMs: ReadonlyMap<string, number>): string | null {
  let best: string | null = null
  let bestMs = 0
  for (const [code, ms] of spentMs) {
    if (ms > bestMs) {
      best = code
      bestMs = ms
    }
  }
  return best
}
