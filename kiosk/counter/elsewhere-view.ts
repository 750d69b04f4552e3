import type { Scan } from '../../core/day/day-types.ts'
import { localDateOf } from '../../core/time.ts'
import type { Elsewhere } from '../../core/wire.ts'

/** What the district said of the point's other kiosks, made ready for judging a scan. */
export interface ElsewhereView {
  scansOf(person: string, date: string): readonly Scan[]
  /**
   * Whether enough is known to hold a scan against somebody: a scan that was not heard of yet could only be one that
   * this one repeats, so that the same was said there.
   * @param at judged time of the scan, UTC ms
   * @param repeatWithinMs within which a scan counts as the one before it
   */
  knows(person: string, at: number, repeatWithinMs: number): boolean
}

export function viewElsewhere({ heardTo, scans, unsure }: Elsewhere, zone: string): ElsewhereView {
  const byPerson = Map.groupBy(scans, ({ person }) => person)
  return {
    scansOf: (person, date) =>
      (byPerson.get(person) ?? [])
        .filter(({ at }) => localDateOf(at, zone) === date)
        .map(({ at, intent }) => ({ at, ...(intent === undefined ? {} : { intent }) })),
    knows: (person, at, repeatWithinMs) =>
      heardTo !== null && at - heardTo <= repeatWithinMs && !unsure.includes(person),
  }
}
