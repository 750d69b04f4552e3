import { listedName } from '../listed-name.ts'
import { foldText, lettersOf, sameNameText } from '../names.ts'
import type { ImportSurroundings, KnownPerson } from './import-surroundings.ts'

/** Who somebody in a list is among those who are known. */
export type Recognised =
  | { readonly kind: 'known'; readonly person: KnownPerson }
  /** Nobody of this name; one whose name differs in marks alone. */
  | { readonly kind: 'similar'; readonly person: KnownPerson }
  | { readonly kind: 'ambiguous' }
  | { readonly kind: 'new' }

/** Known people and places, looked up by what a list writes. Each name is folded once. */
export interface KnownPeople {
  recognise(row: {
    readonly name: string
    readonly number: string | null
    readonly point: string | null
  }): Recognised
  point(written: string): string | null
  /** `undefined`: the point keeps counters, and none of them is called so. */
  counter(written: string, point: string | null): string | null | undefined
  nameOfPoint(id: string | null): string
  nameOfCounter(id: string | null): string
}

export function knownPeople(around: ImportSurroundings): KnownPeople {
  const { people, points, counters, defaultPoint } = around
  const numbers = new Map<string, KnownPerson>()
  const names = new Map<string, KnownPerson[]>()
  const folded = new Map<string, KnownPerson[]>()
  for (const person of people) {
    const { staffNumber, posting, name } = person
    if (staffNumber !== null && !numbers.has(lettersOf(staffNumber)))
      numbers.set(lettersOf(staffNumber), person)
    if (posting === null) continue
    addTo(names, sameNameText(name), person)
    addTo(folded, foldText(name), person)
  }
  const pointNames = new Map<string, string[]>()
  const organisationNames = new Map<string, string[]>()
  for (const { id, name, shortName, organisationName } of points) {
    for (const word of new Set([foldText(name), foldText(shortName)]))
      if (word !== '') addTo(pointNames, word, id)
    addTo(organisationNames, foldText(organisationName), id)
  }
  const pointsById = new Map(points.map((point) => [point.id, listedName(point)]))
  const countersById = new Map(counters.map((counter) => [counter.id, counter.name]))
  const countersOf = Map.groupBy(counters, ({ point }) => point)
  return {
    recognise({ name, number, point }) {
      const numbered = number === null ? undefined : numbers.get(lettersOf(number))
      if (numbered !== undefined) return { kind: 'known', person: numbered }
      const fits = (person: KnownPerson): boolean =>
        (number === null || person.staffNumber === null) &&
        person.posting?.point === (point ?? defaultPoint ?? person.posting?.point)
      const same = (names.get(sameNameText(name)) ?? []).filter(fits)
      const exact = same.filter((person) => person.name === name)
      const [person, other] = exact.length > 0 ? exact : same
      if (other !== undefined) return { kind: 'ambiguous' }
      if (person !== undefined) return { kind: 'known', person }
      const [similar, another] = (folded.get(foldText(name)) ?? []).filter(fits)
      return similar !== undefined && another === undefined
        ? { kind: 'similar', person: similar }
        : { kind: 'new' }
    },
    point(written) {
      if (pointsById.has(written)) return written
      const asked = foldText(written)
      const [found, other] = pointNames.get(asked) ?? organisationNames.get(asked) ?? []
      return other === undefined ? (found ?? null) : null
    },
    counter(written, point) {
      const own = countersOf.get(point ?? '') ?? []
      if (own.length === 0) return written.slice(0, 64)
      return own.find(({ id, name }) => id === written || foldText(name) === foldText(written))?.id
    },
    nameOfPoint: (id) => pointsById.get(id ?? '') ?? '',
    nameOfCounter: (id) => countersById.get(id ?? '') ?? id ?? '',
  }
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const held = map.get(key)
  if (held === undefined) map.set(key, [value])
  else held.push(value)
}
