import { workApart } from '../../db/district/engine/run-apart.ts'

/** What a worker in a test does with what it is sent. */
export type OddWork =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'throw' }
  | { readonly kind: 'never-end' }
  | { readonly kind: 'fill-memory' }

workApart((work: OddWork): string => {
  if (work.kind === 'throw') throw new RangeError('not this')
  const held: string[][] = []
  while (work.kind !== 'say') {
    if (work.kind === 'fill-memory') held.push(Array.from({ length: 10_000 }, (_, index) => `${index} kept`))
  }
  return work.text
})
