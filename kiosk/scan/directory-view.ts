import { type EventData, parseEvent } from '../../core/log/event.ts'
import { showText } from '../../core/names.ts'
import type { Directory, DirectoryPerson } from '../../core/wire/directory.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'

/** What this kiosk knows about a badge. */
export type BadgeHolder =
  | {
      readonly kind: 'ours'
      readonly person: string
      readonly name: string
      readonly title: string
      readonly revoked: boolean
    }
  | { readonly kind: 'guest'; readonly person: string; readonly from: string; readonly revoked: boolean }
  | { readonly kind: 'unknown' }

export interface DirectoryView {
  readonly directory: Directory
  /** The point's people, in the order of their names, as a screen may show them. */
  readonly people: readonly DirectoryPerson[]
  personOf(id: string): DirectoryPerson | null
  /** @param digest SHA-256 of the badge's code, hexadecimal */
  holderOf(digest: string): BadgeHolder
  /** How many other badges a person has or had. */
  otherBadges(person: string, digest: string): number
}

export type HandOver = Pick<EventData<'badge-handed-over'>, 'staff' | 'badge'>

/** The badges that were handed over at this kiosk, in the order of its log. */
export const handOversOf = (store: LogStore): HandOver[] =>
  store.read.handOvers().flatMap((text) => {
    const parsed = parseEvent(text)
    return parsed.kind === 'known' && parsed.event.type === 'badge-handed-over' ? [parsed.event.data] : []
  })

/** The directory's own words and names of places, as a screen may show them. */
const asShown = (directory: Directory): Directory => ({
  ...directory,
  pointName: showText(directory.pointName),
  organisationName: showText(directory.organisationName),
  kioskName: showText(directory.kioskName),
  guests: directory.guests.map((guest) => ({ ...guest, from: showText(guest.from) })),
  norms: directory.norms.map(showText),
  notices: directory.notices.map((notice) => ({ ...notice, text: showText(notice.text) })),
})

/**
 * A directory made ready for looking people and badges up. A badge that was handed over here and that the district
 * has not heard of holds at once; where the directory knows a badge, the directory decides.
 */
export function viewDirectory(given: Directory, handOvers: readonly HandOver[]): DirectoryView {
  const directory = asShown(given)
  const people = directory.people.map((person) => ({
    ...person,
    name: showText(person.name),
    title: showText(person.title),
    counter: person.counter === null ? null : showText(person.counter),
  }))
  const byId = new Map(people.map((person) => [person.id, person]))
  const holders = new Map<string, BadgeHolder>()
  const ours = new Map<string, Set<string>>()
  const hold = (person: DirectoryPerson, digest: string, revoked: boolean) => {
    const { id, name, title } = person
    holders.set(digest, { kind: 'ours', person: id, name, title, revoked })
    ours.set(id, (ours.get(id) ?? new Set()).add(digest))
  }
  for (const { digest, person, from, state } of directory.guests) {
    holders.set(digest, { kind: 'guest', person, from, revoked: state === 'revoked' })
  }
  // After the guests: a badge of our own people wins should a digest be in both lists.
  for (const person of people) {
    for (const { digest, state } of person.badges) hold(person, digest, state === 'revoked')
  }
  const known = new Set(holders.keys())
  for (const { staff, badge } of handOvers) {
    const person = byId.get(staff)
    if (person === undefined || known.has(badge)) continue
    for (const digest of ours.get(staff) ?? []) hold(person, digest, true)
    hold(person, badge, false)
  }
  return {
    directory,
    people,
    personOf: (id) => byId.get(id) ?? null,
    holderOf: (digest) => holders.get(digest) ?? { kind: 'unknown' },
    otherBadges: (person, digest) => [...(ours.get(person) ?? [])].filter((held) => held !== digest).length,
  }
}
