import { becameOf } from '../../core/day/became.ts'
import { evaluateDay } from '../../core/day/evaluate-day.ts'
import type { Became } from '../../core/kiosk/kiosk-api.ts'
import { withoutHidden } from '../../core/person-day/outages.ts'
import { dayInput } from '../../core/schedule/day-input.ts'
import { localDateOf } from '../../core/time.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { isAloneOn } from './elsewhere-view.ts'
import { outagesOnRecord } from './outages-on-record.ts'
import type { Scanning } from './scanning.ts'

export interface Judged {
  readonly became: Became | null
  readonly offerIntents: boolean
}

const SECOND_MS = 1000
/** More are those of a machine that keeps falling over. */
const OUTAGES_OF_A_DAY = 20

const NOT_JUDGED: Judged = { became: null, offerIntents: false }

/**
 * What a committed scan of one of our people became, with the day as it stands after it.
 * @param at corrected time of the scan, UTC ms
 * @returns `became: null` where this kiosk cannot judge; a scan that is on record is never unsaid by a fault here
 */
export function judgeScan(
  kiosk: Scanning,
  store: LogStore,
  scan: { id: string; person: string; at: number },
): Judged {
  const directory = kiosk.memory.directory?.directory
  if (directory === undefined) return NOT_JUDGED
  const { rulebook, point } = directory
  const { id, person, at } = scan
  const date = localDateOf(at, rulebook.zone)
  try {
    const { scans, claims } = kiosk.days.of(store, person, date)
    const index = scans.findIndex((fact) => fact.id === id)
    if (index < 0) return NOT_JUDGED
    const { elsewhere } = kiosk.memory
    const all = [...scans, ...(elsewhere?.scansOf(person, date) ?? [])]
    const input = dayInput(rulebook, { person, point, date, scans: all, claims, asOf: at, complete: true })
    const result = evaluateDay(input)
    const judged = becameOf(input, result, index)
    if (!holdsAgainst(judged.became)) return judged
    // A district from before does not say how many kiosks there are.
    const isAlone = directory.kiosks === 0 || isAloneOn(directory, elsewhere, date)
    if (isAlone && elsewhere?.isUnsure(person, date) !== true) {
      const { hidden } = withoutHidden(input, result, outagesOnRecord(kiosk, store, OUTAGES_OF_A_DAY))
      return hidden.length > 0 ? { ...judged, became: null } : judged
    }
    const isKnown = elsewhere?.knows(person, at, input.policy.duplicateWithin * SECOND_MS) === true
    return isKnown ? judged : { ...judged, became: null }
  } catch (error) {
    kiosk.log('a scan on record could not be judged', {
      error: error instanceof Error ? error.name : 'unknown',
    })
    return NOT_JUDGED
  }
}

/** Late or early: where the point has other kiosks, an earlier scan may be on record there. */
const holdsAgainst = (became: Became | null): boolean =>
  (became?.kind === 'arrived' && became.lateMinutes > 0) ||
  (became?.kind === 'left' && became.earlyMinutes > 0)
