import type { WardDay } from '../../../core/district/presence-api.ts'
import { foldText } from '../../../core/names.ts'
import type { Look } from '../day/presence-look.ts'

/** One person of a ward's day. */
export type WardPerson = WardDay['people'][number]

export const isLate = (person: WardPerson): boolean => person.day.flags.some(({ code }) => code === 'late')

/** The states a person is found under: where they are, and lateness beside it. */
export const looksOf = (person: WardPerson): Look[] =>
  isLate(person) ? [person.presence, 'late'] : [person.presence]

/** The same with what else a person is looked for by: a missing scan, leaving early. */
export function filtersOf(person: WardPerson): Look[] {
  const flags = person.day.flags.map(({ code }) => code)
  const found: Look[] = looksOf(person)
  if (flags.some((code) => code.startsWith('missing-')) && !found.includes('incomplete'))
    found.push('incomplete')
  return flags.includes('early') ? [...found, 'early'] : found
}

/** People in the chosen state (`null`: any) whose name or title holds the text, accents aside. */
export function findPeople(people: readonly WardPerson[], look: Look | null, text: string): WardPerson[] {
  const sought = foldText(text)
  return people.filter(
    (person) =>
      (look === null || filtersOf(person).includes(look)) &&
      foldText(`${person.name} ${person.title}`).includes(sought),
  )
}
