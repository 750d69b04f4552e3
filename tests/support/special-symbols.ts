import { createRequire } from 'node:module'
import QRCode from 'qrcode'
import type { Modules } from './badge-frames.ts'

/** One part of a QR symbol's data, as the encoder takes it once it has split a text up. */
interface Part {
  readonly mode: { readonly bit: number; readonly ccBits: readonly number[] }
  getLength(): number
  getBitsLength(): number
  write(bits: { put(value: number, length: number): void }): void
}

interface Splitter {
  fromArray(parts: readonly unknown[]): readonly Part[]
}

const splitter = createRequire(import.meta.url)('qrcode/lib/core/segments') as Splitter

/** A header the encoder has no name for: four bits of mode, a number where a length would stand, a tail. */
const header = (mode: number, number: number, numberBits: number, tail = 0, tailBits = 0): Part => ({
  mode: { bit: mode, ccBits: [numberBits, numberBits, numberBits] },
  getLength: () => number,
  getBitsLength: () => tailBits,
  write: (bits) => {
    if (tailBits > 0) bits.put(tail, tailBits)
  },
})

const FNC1_FIRST = header(5, 0, 0)
const FNC1_SECOND = header(9, 37, 8)
/** Part `at` of `count`; the parity of the whole text stands behind. */
const structuredAppend = (at: number, count: number): Part => header(3, (at << 4) | (count - 1), 8, 0x5a, 8)
/** The text that follows is in the character set of this number. */
const characterSet = (designator: number): Part => header(7, designator, 8)

function symbol(headers: readonly Part[], data: string | Uint8Array<ArrayBuffer>): Modules {
  const split = splitter.fromArray
  const parts = split([typeof data === 'string' ? { data } : { data, mode: 'byte' }])
  splitter.fromArray = () => [...headers, ...parts]
  try {
    const { modules } = QRCode.create([{ data: '0', mode: 'numeric' }], {
      version: 5,
      errorCorrectionLevel: 'L',
    })
    return { size: modules.size, dark: Uint8Array.from(modules.data, Number) }
  } finally {
    splitter.fromArray = split
  }
}

/**
 * Symbols whose data is not plain text. `badge`: what stands behind the header of some of them is one of ours; a
 * header must not make it another person's, and need not make it unreadable.
 */
export const specialSymbols = (badge: string): readonly (readonly [name: string, modules: Modules])[] => [
  ['GS1 (FNC1 in first place)', symbol([FNC1_FIRST], '0109506000134352')],
  ['GS1 with a separator', symbol([FNC1_FIRST], '0109506000134352%10ABC')],
  ['FNC1 in second place', symbol([FNC1_SECOND], 'AA1234BBB112')],
  ['part 1 of 3', symbol([structuredAppend(0, 3)], '12345678901234')],
  ['part 3 of 3', symbol([structuredAppend(2, 3)], 'DIEUKHIEN')],
  ['part 16 of 16', symbol([structuredAppend(15, 16)], '001090123456')],
  ['part 5 of 2', symbol([structuredAppend(4, 2)], '001090123456')],
  ['part 1 of 2, a badge', symbol([structuredAppend(0, 2)], badge.slice(0, 30))],
  ['character set UTF-8', symbol([characterSet(26)], Uint8Array.from(Buffer.from('Nguyễn Thị Mẫu', 'utf8')))],
  ['character set UTF-8, broken', symbol([characterSet(26)], Uint8Array.of(0xc3, 0x28, 0xff, 0xfe, 0x80))],
  ['character set Shift-JIS, broken', symbol([characterSet(20)], Uint8Array.of(0x81, 0xff, 0x82, 0x20))],
  ['character set UTF-16', symbol([characterSet(25)], Uint8Array.of(0xd8, 0x00, 0xd8, 0x00, 0x00))],
  ['character set nobody knows', symbol([characterSet(127)], 'DIEUKHIEN')],
  ['two character sets', symbol([characterSet(26), characterSet(20)], Uint8Array.of(0xe3, 0x81, 0x82))],
  [
    'raw bytes',
    symbol(
      [],
      Uint8Array.from({ length: 100 }, (_, at) => (at * 37) % 256),
    ),
  ],
]
