import { termOn } from '../schedule/term-on.ts'
import { addDays } from '../time.ts'

interface Placed {
  readonly id: string
  readonly parent: string | null
  readonly earlier: readonly { readonly validTo: string; readonly parent: string | null }[]
}
interface Dated {
  readonly validFrom: string
  readonly validTo: string | null
  readonly earlier: readonly { readonly validTo: string }[]
}

/** Whether dates are in order: earlier names one after the other, from the beginning, and the end last. */
export function datesInOrder({ validFrom, validTo, earlier }: Dated): boolean {
  const ends = earlier.map((term) => term.validTo)
  const inOrder = ends.every(
    (end, index) => end >= validFrom && (index === 0 || end > (ends[index - 1] ?? '')),
  )
  return inOrder && (validTo === null || validTo >= (ends.at(-1) ?? validFrom))
}

/** Whether nobody is above themselves, now or on any earlier date. */
export function isTree(organisations: readonly Placed[]): boolean {
  const dates = [
    '9999-12-31',
    ...organisations.flatMap(({ earlier }) => earlier.map(({ validTo }) => validTo)),
  ]
  return [...new Set(dates)].every((date) => {
    const parents = new Map(organisations.map((one) => [one.id, termOn(one, date).parent]))
    return organisations.every(({ id }) => {
      const line = new Set<string>()
      for (let at: string | null | undefined = id; typeof at === 'string'; at = parents.get(at)) {
        if (line.has(at)) return false
        line.add(at)
      }
      return true
    })
  })
}

interface Under {
  readonly name: string
  readonly validFrom: string
  readonly above: string | null
  readonly earlier: readonly {
    readonly validTo: string
    readonly name: string
    readonly above: string | null
  }[]
}

/** What first came under an organisation, under the name of that day, and when; `null`: nothing ever did. */
export function firstUnder(
  id: string,
  all: readonly Under[],
): { readonly name: string; readonly from: string } | null {
  const terms = all.flatMap(({ name, validFrom, above, earlier }) =>
    [...earlier, { name, above }].map((term, index) => {
      const before = earlier[index - 1]
      return { ...term, from: before === undefined ? validFrom : addDays(before.validTo, 1) }
    }),
  )
  return terms
    .filter(({ above }) => above === id)
    .reduce<{ name: string; from: string } | null>(
      (first, { name, from }) => (first === null || from < first.from ? { name, from } : first),
      null,
    )
}
