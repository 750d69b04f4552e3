import { compareNames, foldText, lettersOf } from '../names.ts'

/** Letters needed before anybody is named by a part of a name. */
export const FEWEST_LETTERS = 3
/** Most people named at once: the counter's screen is no list of who works here. */
export const MOST_FOUND = 3

export interface Findable {
  readonly name: string
  /** `null`: has none. */
  readonly staffNumber: string | null
}

export type Found<T> =
  | { readonly kind: 'found'; readonly people: readonly T[] }
  | { readonly kind: 'nobody' | 'too-short' | 'too-many' }

/**
 * Finds oneself by the first letters of one's names, in any order (`thao nguy`), written together from any name on
 * (`phuongth`), by a whole staff number, or by a given name that is shorter than that, typed whole (`hà`). Accents,
 * case, `đ` and invisible characters do not matter.
 */
export function findPeople<T extends Findable>(people: readonly T[], query: string): Found<T> {
  const letters = lettersOf(query)
  const byNumber = people.filter(
    ({ staffNumber }) => staffNumber !== null && letters !== '' && lettersOf(staffNumber) === letters,
  )
  if (byNumber.length > 0) return named(byNumber)
  if (letters.length < FEWEST_LETTERS) {
    const byGivenName = people.filter(({ name }) => letters !== '' && givenName(name) === letters)
    return byGivenName.length > 0 ? named(byGivenName) : { kind: 'too-short' }
  }
  const asked = foldText(query).split(' ').map(lettersOf).filter(Boolean)
  return named(people.filter(({ name }) => fits(foldText(name).split(' ').map(lettersOf), asked)))
}

const givenName = (name: string): string => lettersOf(foldText(name).split(' ').at(-1) ?? '')

function named<T extends Findable>(people: readonly T[]): Found<T> {
  if (people.length === 0) return { kind: 'nobody' }
  if (people.length > MOST_FOUND) return { kind: 'too-many' }
  return { kind: 'found', people: [...people].sort((a, b) => compareNames(a.name, b.name)) }
}

function fits(words: readonly string[], asked: readonly string[]): boolean {
  const together = asked.join('')
  if (words.some((_, from) => words.slice(from).join('').startsWith(together))) return true
  const left = [...words]
  // The longest first, so that `t th` takes Thảo and Tuấn whatever comes first.
  return [...asked]
    .sort((a, b) => b.length - a.length)
    .every((part) => {
      const at = left.findIndex((word) => word.startsWith(part))
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
}
