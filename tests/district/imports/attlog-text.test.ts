import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readAttlogText } from '../../../district/imports/attlog-text.ts'

/** A file that comes in pieces of so many bytes. */
const inPieces = (bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> => ({
  async *[Symbol.asyncIterator]() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  },
})
const all = async (bytes: Uint8Array, size: number): Promise<string[] | string> => {
  const text = await readAttlogText(inPieces(bytes, size))
  if (text.kind === 'refused') return text.why
  const lines: string[] = []
  for await (const some of text.lines()) lines.push(...some)
  return lines
}
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const wide = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')

it('has the same lines wherever the file is cut into pieces', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', '9', '\t', ' ', '\r', 'é'), maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(latin, wide),
      async (lines, end, size, written) => {
        const text = lines.join(end)
        fc.pre(text !== '')
        expect(await all(written(text), size)).toEqual(text.split(/\r?\n/))
      },
    ),
    { numRuns: 300 },
  )
})

it('says how many lines there are, and gives the first few hundred', async () => {
  const text = await readAttlogText(inPieces(latin('x\n'.repeat(2_000)), 700))
  expect(text).toMatchObject({ kind: 'text', total: 2_001 })
  expect(text.kind === 'text' && text.first).toHaveLength(500)
})

it.each([
  ['nothing', latin(''), 'empty'],
  ['an archive', latin('PK\u0003\u0004'), 'not-text'],
  ['a packed file', latin('\u001f\u008b'), 'not-text'],
  ['zeros in its middle', latin(`${'1\t2\n'.repeat(40)}\u0000`), 'not-text'],
  ['a line that no machine writes', latin('x'.repeat(60_000)), 'not-text'],
  ['more lines than a machine holds', latin('\n'.repeat(500_001)), 'too-long'],
])('refuses %s', async (_what, bytes, why) => {
  expect(await all(bytes, 4_000)).toBe(why)
})

it('takes as many lines as a machine holds', async () => {
  expect(await readAttlogText(inPieces(latin('\n'.repeat(500_000)), 4_000))).toMatchObject({ kind: 'text' })
})

it('does not strip a mark of order that is not at the beginning', async () => {
  expect(await all(latin('ï»¿a\nï»¿b'), 2)).toEqual(['a', 'ï»¿b'])
})
