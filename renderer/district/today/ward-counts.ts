import type { Today, WardToday } from '../../../core/district/presence-api.ts'
import { foldText } from '../../../core/names.ts'
import type { Presence } from '../../../core/person-day/person-day.ts'
import { PRESENCES } from '../day/presence-look.ts'

const AT_WORK: readonly Presence[] = ['here', 'away', 'left']

/** Whether somebody in this state has come to work. */
export const cameToWork = (presence: Presence): boolean => AT_WORK.includes(presence)

/** What is counted of a ward: the presences, and lateness beside them. */
export type CountedLook = Presence | 'late'

/** How many of a ward are in a state; lateness and missing scans count beside the presences. */
export function countOf(ward: WardToday, look: CountedLook): number {
  if (look === 'late') return ward.late
  if (look === 'incomplete') return ward.missing ?? ward.counts.incomplete ?? 0
  return ward.counts[look] ?? 0
}

/** Whether nobody has to work and nobody came. */
export const isDayOff = (wards: readonly WardToday[]): boolean =>
  wards.length > 0 && wards.every(({ people, counts }) => (counts.off ?? 0) === people)

/** The states worth a column: the usual ones always, the rest when somebody is in them. */
export function columnsOf(wards: readonly WardToday[]): CountedLook[] {
  const usual: readonly CountedLook[] = isDayOff(wards)
    ? []
    : ['here', 'late', 'not-arrived', 'absent', 'excused', 'no-data']
  const order: CountedLook[] = PRESENCES.flatMap((presence): CountedLook[] =>
    presence === 'here' ? ['here', 'late'] : [presence],
  )
  return order.filter((look) => usual.includes(look) || wards.some((ward) => countOf(ward, look) > 0))
}

export interface DistrictSums {
  readonly people: number
  readonly byLook: (look: CountedLook) => number
  readonly leadersPresent: number
  /** Wards that have a leader on duty. */
  readonly leaders: number
}

/** All wards together. */
export const sumsOf = (wards: readonly WardToday[]): DistrictSums => ({
  people: wards.reduce((sum, ward) => sum + ward.people, 0),
  byLook: (look) => wards.reduce((sum, ward) => sum + countOf(ward, look), 0),
  leaders: wards.filter(({ leader }) => leader !== null).length,
  leadersPresent: wards.filter((ward) => ward.leader !== null && cameToWork(ward.leader.presence)).length,
})

/** Wards whose name, organisation or leader holds the text, accents aside. */
export function findWards(today: Today, text: string): WardToday[] {
  const sought = foldText(text)
  return today.wards.filter((ward) =>
    foldText(`${ward.pointName} ${ward.organisationName} ${ward.leader?.name ?? ''}`).includes(sought),
  )
}
