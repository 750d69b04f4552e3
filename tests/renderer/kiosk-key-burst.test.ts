import { describe, expect, it } from 'vitest'
import {
  type Burst,
  type KeyStroke,
  LONGEST_BURST,
  NO_BURST,
  takeKey,
} from '../../renderer/kiosk/scanner/key-burst.ts'
import { keyText } from '../../renderer/kiosk/scanner/key-text.ts'

const BADGE = '12345678901234567890123456789012345678904'

interface Typing {
  readonly gapMs?: number
  readonly startMs?: number
  readonly end?: string | null
}

const stroke = (code: string, atMs: number, more: Partial<KeyStroke> = {}): KeyStroke => ({
  code,
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  repeat: false,
  atMs,
  ...more,
})

function digits(text: string, { gapMs = 8, startMs = 1_000, end = 'Enter' }: Typing = {}): KeyStroke[] {
  const keys = [...text].map((digit, at) => stroke(`Digit${digit}`, startMs + at * gapMs))
  return end === null ? keys : [...keys, stroke(end, startMs + text.length * gapMs)]
}

/** Feeds key strokes and returns the scans that came out, and what is left in memory. */
function feed(keys: readonly KeyStroke[]): { scans: string[]; rest: Burst } {
  const scans: string[] = []
  let rest = NO_BURST
  for (const key of keys) {
    const step = takeKey(rest, key)
    rest = step.burst
    if (step.scan !== null) scans.push(step.scan)
  }
  return { scans, rest }
}

describe('a keyboard scanner', () => {
  it.each([
    ['the digit row and Enter', digits(BADGE), [BADGE]],
    ['Tab instead of Enter', digits(BADGE, { end: 'Tab' }), [BADGE]],
    [
      'the number pad and its Enter',
      [...BADGE].map((d, at) => stroke(`Numpad${d}`, at * 8)).concat(stroke('NumpadEnter', 400)),
      [BADGE],
    ],
    ['a slow scanner, 45 ms a key', digits(BADGE, { gapMs: 45 }), [BADGE]],
    ['eight characters', digits('12345678'), ['12345678']],
    ['seven characters', digits('1234567'), []],
    ['a person typing 130 ms a key', digits(BADGE, { gapMs: 130 }), []],
    ['a quick typist, 80 ms a key', digits('12345678901', { gapMs: 80 }), []],
    ['half a scan without an end', digits(BADGE.slice(0, 20), { end: null }), []],
    [
      'half a scan, a pause, then only Enter',
      [...digits('1234567890', { end: null }), stroke('Enter', 5_000)],
      [],
    ],
    [
      'two scans one directly after the other',
      [...digits(BADGE), ...digits('98765432', { startMs: 1_340 })],
      [BADGE, '98765432'],
    ],
    ['Enter alone', [stroke('Enter', 0)], []],
    [
      'a held key',
      [
        stroke('Digit1', 0),
        ...Array.from({ length: 40 }, (_, at) => stroke('Digit1', 500 + at * 30, { repeat: true })),
        stroke('Enter', 1_750),
      ],
      [],
    ],
    [
      'function keys within a burst',
      [...digits('12345', { end: null }), stroke('F5', 1_040), ...digits('1234567890', { startMs: 1_045 })],
      [],
    ],
  ])('%s', (_, keys, expected) => {
    expect(feed(keys).scans).toEqual(expected)
  })

  it('reads letters and symbols of an enrolment ticket by the US layout', () => {
    const text = 'GG1.aZ_-9/+=~{"x":1}'
    const codes: Record<string, [string, boolean]> = {}
    for (const code of [
      ...Array.from({ length: 26 }, (_, at) => `Key${String.fromCharCode(65 + at)}`),
      ...Array.from({ length: 10 }, (_, at) => `Digit${at}`),
      ...[
        'Minus',
        'Equal',
        'BracketLeft',
        'BracketRight',
        'Semicolon',
        'Quote',
        'Backquote',
        'Comma',
        'Period',
        'Slash',
      ],
    ]) {
      for (const shift of [false, true]) codes[keyText(code, shift) ?? ''] = [code, shift]
    }
    const keys = [...text].flatMap((character, at) => {
      const [code, shift] = codes[character] ?? ['', false]
      const key = stroke(code, at * 10 + 2, { shift })
      return shift ? [stroke('ShiftLeft', at * 10, { shift: true }), key] : [key]
    })
    expect(feed([...keys, stroke('Enter', text.length * 10)]).scans).toEqual([text])
  })

  it.each(['ctrl', 'alt', 'meta'] as const)(
    'drops a burst with %s in it, for all 128 characters',
    (modifier) => {
      const codes = [
        ...Array.from({ length: 26 }, (_, at) => `Key${String.fromCharCode(65 + at)}`),
        ...Array.from({ length: 10 }, (_, at) => `Digit${at}`),
        ...[
          'Enter',
          'Tab',
          'Escape',
          'Backspace',
          'Delete',
          'Space',
          'BracketLeft',
          'BracketRight',
          'Backslash',
          'Minus',
        ],
      ]
      for (let character = 0; character < 128; character++) {
        const code = codes[character % codes.length] as string
        const hostile = stroke(code, 1_200, { [modifier]: true, shift: character % 2 === 1 })
        const keys = [
          ...digits('1234567890', { end: null, startMs: 1_110 }),
          hostile,
          ...digits('0987654321', { startMs: 1_208 }),
        ]
        expect(feed(keys).scans).toEqual([])
      }
    },
  )

  it('forgets a flood instead of passing on its tail', () => {
    const flood = '7'.repeat(LONGEST_BURST + 100)
    const { scans, rest } = feed(digits(flood, { gapMs: 1 }))
    expect(scans).toEqual([])
    expect(rest.text).toBe('')
  })

  it('reads the next scan after a spoiled one', () => {
    const spoiled = [
      ...digits('12345', { end: null }),
      stroke('KeyJ', 1_040, { ctrl: true }),
      ...digits('123456789', { startMs: 1_048 }),
    ]
    expect(feed([...spoiled, ...digits(BADGE, { startMs: 1_130 })]).scans).toEqual([BADGE])
  })
})
