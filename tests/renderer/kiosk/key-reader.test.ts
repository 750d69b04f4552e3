import { describe, expect, it } from 'vitest'
import { type KeyStroke, LONGEST_BURST } from '../../../renderer/kiosk/scanner/key-burst.ts'
import { createKeyReader } from '../../../renderer/kiosk/scanner/key-reader.ts'
import type { ScannerFault } from '../../../renderer/kiosk/scanner/read-burst.ts'
import { scannerKeys } from '../../support/scanner-keys.ts'
import { testBadge } from '../../support/test-badge.ts'

const BADGE = testBadge(5).code
const OTHER = testBadge(6).code
const IDENTITY_CARD = '001090123456||NGUYEN VAN MAU|01011990|Nam|Phuong X|15042021'
const TICKET = 'giogiac-enrol:1:aZ_-9/+=~{"x":1}'

type Press = Partial<KeyStroke> & { readonly gapMs?: number }

const key = (code: string, more: Press = {}): Press => ({ code, ...more })
const ENTER = key('Enter')
/** The keys of a text on a US keyboard. */
const keysOf = (text: string, gapMs = 8): Press[] => scannerKeys(text).map((one) => ({ ...one, gapMs }))
const pause = (gapMs: number, [first, ...rest]: readonly Press[]): Press[] => [{ ...first, gapMs }, ...rest]

/** Digits as a scanner in Alt mode sends them: the number of the character, three or four figures. */
const altKeys = (text: string, figures: number, withAlt = true): Press[] =>
  [...text].flatMap((character) => [
    ...(withAlt ? [key('AltLeft', { alt: true, gapMs: 2 })] : []),
    ...[...String(character.charCodeAt(0)).padStart(figures, '0')].map((digit) =>
      key(`Numpad${digit}`, { alt: true, gapMs: 2 }),
    ),
  ])

const virtual = (name: string, more: Press = {}): Press => ({ code: '', key: name, ...more })

/** Presses keys and returns the codes and faults that came out, in order, after a pause at the end. */
function press(keys: readonly Press[], typing = false): { codes: string[]; faults: ScannerFault[] } {
  const reader = createKeyReader(() => typing)
  const codes: string[] = []
  const faults: ScannerFault[] = []
  let atMs = 1_000
  const taken = keys.flatMap(({ gapMs = 8, ...more }) => {
    atMs += gapMs
    return reader.take({
      code: '',
      key: 'Unidentified',
      shift: false,
      ctrl: false,
      alt: false,
      meta: false,
      repeat: false,
      atMs,
      ...more,
    })
  })
  for (const reading of [...taken, ...reader.pause()]) {
    if (reading.kind === 'codes') codes.push(...reading.codes)
    else if (reading.kind === 'fault') faults.push(reading.fault)
  }
  return { codes, faults }
}

const read = (...codes: string[]) => ({ codes, faults: [] })
const fault = (...faults: ScannerFault[]) => ({ codes: [], faults })
const NOTHING = { codes: [], faults: [] }

describe('a badge is read from a scanner that', () => {
  it.each<[string, Press[]]>([
    ['sends digits and Enter', [...keysOf(BADGE), ENTER]],
    ['sends Tab at the end', [...keysOf(BADGE), key('Tab')]],
    ['uses the number pad and its Enter', [...[...BADGE].map((d) => key(`Numpad${d}`)), key('NumpadEnter')]],
    ['puts the AIM identifier of a QR code before', [...keysOf(`]Q1${BADGE}`), ENTER]],
    ['puts the AIM identifier of another form before', [...keysOf(`]Q3${BADGE}`), ENTER]],
    ['puts a code letter before', [...keysOf(`S${BADGE}`), ENTER]],
    ['puts code letter and AIM identifier before', [...keysOf(`s]Q1${BADGE}`), ENTER]],
    ['puts a sign behind', [...keysOf(`${BADGE}#`), ENTER]],
    [
      'puts it between Ctrl+B and Ctrl+C',
      [key('KeyB', { ctrl: true }), ...keysOf(BADGE), key('KeyC', { ctrl: true }), ENTER],
    ],
    ['presses Shift with every digit', [...[...BADGE].map((d) => key(`Digit${d}`, { shift: true })), ENTER]],
    ['sends three-figure Alt numbers', [...altKeys(BADGE, 3), ENTER]],
    ['sends four-figure Alt numbers', [...altKeys(BADGE, 4), ENTER]],
    ['sends Alt numbers without a key between them', [...altKeys(BADGE, 3, false), ENTER]],
    ['sends Enter by its Alt number too', altKeys(`${BADGE}\r`, 3)],
    ['sends the code twice with one Enter', [...keysOf(BADGE + BADGE), ENTER]],
    ['sends the code twice with identifiers and one Enter', [...keysOf(`]Q1${BADGE}]Q1${BADGE}`), ENTER]],
    ['reads twice, a moment apart, without Enter', [...keysOf(BADGE), ...pause(220, keysOf(BADGE))]],
    ['sends no end at all', keysOf(BADGE)],
    ['sends Enter before the code', [ENTER, ...keysOf(BADGE), ENTER]],
    ['sends Enter twice', [...keysOf(BADGE), ENTER, ENTER]],
    ['sends Enter and a line feed', [...keysOf(BADGE), ENTER, key('KeyJ', { ctrl: true })]],
    ['sends Ctrl+M at the end', [...keysOf(BADGE), key('KeyM', { ctrl: true })]],
    ...[45, 55, 70, 95, 105].map((gapMs): [string, Press[]] => [
      `needs ${gapMs} ms a key`,
      [...keysOf(BADGE, gapMs), { ...ENTER, gapMs }],
    ]),
    ['gives keys without their place', [...[...BADGE].map((d) => virtual(d)), virtual('Enter')]],
    [
      'gives keys of an unidentified place',
      [...[...BADGE].map((d) => virtual(d, { code: 'Unidentified' })), virtual('Enter')],
    ],
    ['comes right after a hand on the keys', [...keysOf('xin', 90), ...pause(160, keysOf(BADGE)), ENTER]],
    ['comes right after digits typed by hand', [...keysOf('7300', 120), ...pause(160, keysOf(BADGE)), ENTER]],
  ])('%s', (_name, keys) => {
    expect(press(keys)).toEqual(read(BADGE))
    expect(press(keys, true)).toEqual(read(BADGE))
  })

  it('forgets the Enter between two people’s badges: both are read', () => {
    expect(press([...keysOf(BADGE + OTHER), ENTER])).toEqual(read(BADGE, OTHER))
  })

  it('sends one after the other', () => {
    expect(press([...keysOf(BADGE), ENTER, ...keysOf(OTHER), ENTER])).toEqual(read(BADGE, OTHER))
  })
})

describe('a scanner is named as the reason when it', () => {
  const half = BADGE.slice(0, 20)
  const rest = BADGE.slice(20)
  it.each<[string, Press[], ScannerFault[]]>([
    ['is too slow', [...keysOf(BADGE, 120), { ...ENTER, gapMs: 120 }], ['slow']],
    ['is far too slow', [...keysOf(BADGE, 300), { ...ENTER, gapMs: 300 }], ['slow']],
    ['stops in the middle', [...keysOf(half), ...pause(180, keysOf(rest)), ENTER], ['cut']],
    ['stops in the middle for long', [...keysOf(half), ...pause(700, keysOf(rest)), ENTER], ['cut', 'cut']],
    ['breaks off', keysOf(half), ['cut']],
    ['puts digits before', [...keysOf(`00${BADGE}`), ENTER], ['adds']],
    ['puts digits behind', [...keysOf(`${BADGE}07`), ENTER], ['adds']],
    [
      'presses Ctrl within the code',
      [...keysOf(half), key('KeyJ', { ctrl: true }), ...keysOf(rest), ENTER],
      ['control-keys'],
    ],
    [
      'presses a function key within the code',
      [...keysOf(half), key('F5'), ...keysOf(rest), ENTER],
      ['control-keys'],
    ],
    [
      'presses Shift with the digits of a misread code',
      [...[...BADGE.slice(1)].map((d) => key(`Digit${d}`, { shift: true })), ENTER],
      ['shift'],
    ],
    ['sends something else by Alt numbers', [...altKeys('Ward 12, 2026', 4), ENTER], ['alt']],
    [
      'gives keys that say nothing',
      [...Array.from({ length: 41 }, () => virtual('Unidentified')), virtual('Enter')],
      ['no-names'],
    ],
    ['sends seven characters', [...keysOf('1234567'), ENTER], ['short']],
  ])('%s', (_name, keys, faults) => {
    expect(press(keys)).toEqual(fault(...faults))
  })

  it('sends a whole code after one that broke off: that one is read', () => {
    expect(press([...keysOf(half), ...pause(900, keysOf(BADGE)), ENTER])).toEqual({
      codes: [BADGE],
      faults: ['cut'],
    })
  })
})

describe('other codes go to the service to be named', () => {
  it.each<[string, Press[], string]>([
    ['eight characters', [...keysOf('12345678'), ENTER], '12345678'],
    ['an address', [...keysOf('https://example.vn/?id=[7]'), ENTER], 'https://example.vn/?id=[7]'],
    ['a badge with a digit misread', [...keysOf(`2${BADGE.slice(1)}`), ENTER], `2${BADGE.slice(1)}`],
    ['an identity card', [...keysOf(IDENTITY_CARD), ENTER], IDENTITY_CARD],
    ['an identity card behind an identifier', [...keysOf(`]Q1${IDENTITY_CARD}`), ENTER], IDENTITY_CARD],
    ['an identity card behind a code letter', [...keysOf(`S${IDENTITY_CARD}`), ENTER], IDENTITY_CARD],
    ['an identity card without an end', keysOf(IDENTITY_CARD), IDENTITY_CARD],
    ['an identity card by Alt numbers', [...altKeys(IDENTITY_CARD, 4), ENTER], IDENTITY_CARD],
    ['an enrolment ticket', [...keysOf(TICKET), ENTER], TICKET],
    ['an enrolment ticket behind an identifier', [...keysOf(`]Q1${TICKET}`), ENTER], TICKET],
    ['82 digits that are no badges', [...keysOf('7'.repeat(82)), ENTER], '7'.repeat(82)],
    [
      'digits with a badge deep within',
      [...keysOf(`${'7'.repeat(20)}${BADGE}`), ENTER],
      `${'7'.repeat(20)}${BADGE}`,
    ],
  ])('%s', (_name, keys, code) => {
    expect(press(keys)).toEqual(read(code))
  })
})

describe('nobody’s scan is', () => {
  it.each<[string, Press[]]>([
    ['a person typing digits, 140 ms a key', [...keysOf('001090123456', 140), ENTER]],
    ['a quick typist, 80 ms a key', [...keysOf('12345678901', 80), { ...ENTER, gapMs: 80 }]],
    ['a very quick typist, 60 ms a key', [...keysOf('nguyen van an', 60), { ...ENTER, gapMs: 60 }]],
    ['a slow typist, 300 ms a key', [...keysOf('nghi phep', 300), { ...ENTER, gapMs: 300 }]],
    ['half a scan typed by hand, a pause, then Enter', [...keysOf('12345', 90), { ...ENTER, gapMs: 5_000 }]],
    ['Enter alone', [ENTER]],
    ['control keys alone', [key('KeyP', { ctrl: true }), key('ArrowLeft', { alt: true }), key('F5')]],
    [
      'a held key',
      [
        key('Digit1'),
        ...Array.from({ length: 60 }, () => key('Digit1', { repeat: true, gapMs: 30 })),
        { ...ENTER, gapMs: 30 },
      ],
    ],
    ['a flood', [...keysOf('7'.repeat(LONGEST_BURST + 100), 1), ENTER]],
  ])('%s', (_name, keys) => {
    expect(press(keys)).toEqual(NOTHING)
  })

  it('a long sentence typed into a dialog, and its four-digit code', () => {
    expect(press([...keysOf('di cong tac tai uy ban nhan dan thanh pho', 110), ENTER], true)).toEqual(NOTHING)
    expect(press([...keysOf('7300', 1), ENTER], true)).toEqual(NOTHING)
  })
})

it.each(['ctrl', 'alt', 'meta'] as const)(
  'a code with %s in it is dropped, for all 128 characters, and the scanner named',
  (modifier) => {
    for (let character = 0; character < 128; character++) {
      const [hostile = ENTER] = scannerKeys(String.fromCharCode(character))
      const keys = [
        ...keysOf(BADGE.slice(0, 20)),
        { ...hostile, [modifier]: true },
        ...keysOf(BADGE.slice(20)),
        ENTER,
      ]
      const { codes, faults } = press(keys)
      expect(codes).toEqual([])
      expect(faults).toHaveLength(1)
    }
  },
)
