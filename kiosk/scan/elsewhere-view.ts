import type { ElsewhereScan } from '../../core/kiosk/kiosk-visit-api.ts'
import { startOfDate } from '../../core/time.ts'
import type { Directory } from '../../core/wire/directory.ts'
import type { Elsewhere } from '../../core/wire/wire.ts'

/** What the district said of the point's other kiosks, of one local date; of other dates it knows nothing. */
export interface ElsewhereView {
  /** Up to when all of them were heard, UTC ms; `null`: one was not heard at all, or the date is another. */
  heardTo(date: string): number | null
  scansOf(person: string, date: string): readonly ElsewhereScan[]
  /** It speaks of other kiosks of the point, not only of who scanned at another point. */
  isOfOthers(date: string): boolean
  /** Something else than these scans is on record elsewhere: who is judged by them alone may be judged wrongly. */
  isUnsure(person: string, date: string): boolean
  /**
   * Whether enough is known to hold a scan of that date against somebody: a scan that was not heard of yet could only
   * be one that this one repeats.
   * @param at corrected time of the scan, UTC ms
   * @param repeatWithinMs within which a scan counts as the one before it
   */
  knows(person: string, at: number, repeatWithinMs: number): boolean
}

/** @param told the local date on which the district said it */
export function viewElsewhere(
  { heardTo, scans, unsure, alone = false }: Elsewhere,
  told: string,
): ElsewhereView {
  const byPerson = Map.groupBy(scans, ({ person }) => person)
  return {
    heardTo: (date) => (date === told ? heardTo : null),
    scansOf: (person, date) =>
      date === told ? (byPerson.get(person) ?? []).map(({ person: _, ...scan }) => scan) : [],
    isOfOthers: (date) => date === told && !alone,
    isUnsure: (person, date) => date === told && unsure.includes(person),
    knows: (person, at, repeatWithinMs) =>
      heardTo !== null && at - heardTo <= repeatWithinMs && !unsure.includes(person),
  }
}

/** Whether all that was recorded at the point on a local date was recorded here, as far as the district has said. */
export const isAloneOn = (
  { kiosks, lastOtherAt, rulebook }: Directory,
  elsewhere: ElsewhereView | null,
  date: string,
): boolean =>
  kiosks === 1 &&
  elsewhere?.isOfOthers(date) !== true &&
  (lastOtherAt ?? Number.NEGATIVE_INFINITY) < startOfDate(date, rulebook.zone)
