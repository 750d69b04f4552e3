import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvField, csvFile } from '../../core/csv.ts'

/** Reads RFC 4180 the plain way. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = text.startsWith('\uFEFF') ? 1 : 0
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      for (at++; at < text.length; at++) {
        if (text[at] !== '"') field += text[at]
        else if (text[at + 1] === '"') field += text[at++]
        else break
      }
      at++
    } else while (at < text.length && !',\r\n'.includes(text[at] ?? '')) field += text[at++]
    rows.at(-1)?.push(field)
    if (text[at] === ',') at++
    else {
      at += 2
      rows.push([])
    }
  }
  rows.pop()
  return rows
}

test.each([
  ['=1+1', "'=1+1"],
  ['+84 912', "'+84 912"],
  ['-Nguyễn', "'-Nguyễn"],
  ['+', '+'],
  ['-', '-'],
  ['+/P', "'+/P"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\rx', '"\'\rx"'],
  ['\u0000x', "'\u0000x"],
  ['＝1', "'＝1"],
  ['－1', "'－1"],
  ['Nguyễn Văn A', 'Nguyễn Văn A'],
  ['a,"b"', '"a,""b"""'],
  ['', ''],
])('D11: %j is written %j', (value, written) => {
  expect(csvField(value)).toBe(written)
})

test('D11: what is read back is what was written, less the guard', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), { minLength: 1 }),
      (rows) => {
        const read = readCsv(csvFile(rows))
        const guarded = rows.map((row) =>
          row.map((value) => (/^[=+\-@\t\r\n\0＝＋－＠]/u.test(value) ? `'${value}` : value)),
        )
        expect(read).toEqual(guarded)
      },
    ),
  )
})

test('no field of a file begins like a formula', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      expect(csvField(value).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r\n\0＝＋－＠]/u)
    }),
  )
})
