import type { CDPSession } from 'playwright-core'
import { classifyCode } from '../../core/badge/classify-code.ts'
import {
  hasAddedCharacters,
  isShiftedDigits,
  unwrapCode,
  withoutControls,
} from '../../core/badge/unwrap-code.ts'
import { keyText } from '../../renderer/kiosk/scanner/key-text.ts'
import { SHORTEST_BURST } from '../../renderer/kiosk/scanner/read-burst.ts'

/** One key of a scanner, with what it holds down meanwhile. */
export interface ScannerKey {
  /** Empty: a virtual keyboard's, which gives only `key`. */
  readonly code: string
  readonly key?: string
  readonly shift?: boolean
  readonly ctrl?: boolean
  readonly alt?: boolean
  readonly meta?: boolean
}

const PHYSICAL_KEYS = [
  ...Array.from({ length: 26 }, (_, at) => `Key${String.fromCharCode(65 + at)}`),
  ...Array.from({ length: 10 }, (_, at) => `Digit${at}`),
  'Minus Equal BracketLeft BracketRight Backslash Semicolon Quote Backquote Comma Period Slash Space'.split(
    ' ',
  ),
].flat()

/** Character → the key of a US keyboard that writes it. */
const KEY_OF = new Map(
  [false, true].flatMap((shift) =>
    PHYSICAL_KEYS.map((code): [string, ScannerKey] => [
      keyText(code, shift) ?? '',
      shift ? { code, shift } : { code },
    ]),
  ),
)
KEY_OF.set(' ', { code: 'Space' })

/** Control characters as scanners type them: Enter, Tab, or Ctrl with a letter. */
function controlKey(value: number): ScannerKey {
  if (value === 13) return { code: 'Enter' }
  if (value === 9) return { code: 'Tab' }
  if (value === 127) return { code: 'Delete' }
  const key = KEY_OF.get(String.fromCharCode(value + 64).toLowerCase()) ?? { code: 'Digit2' }
  return { ...key, ctrl: true }
}

/** A text as a scanner in its default set-up types it; what a keyboard does not have goes as Alt and digits. */
export const scannerKeys = (text: string): ScannerKey[] =>
  [...text].flatMap((character) => {
    const known = KEY_OF.get(character)
    if (known !== undefined) return [known]
    const value = character.codePointAt(0) ?? 0
    if (value < 32 || value === 127) return [controlKey(value)]
    return [...String(value)].map((digit) => ({ code: `Numpad${digit}`, alt: true }))
  })

/**
 * The codes in a text typed like that: what stands between Enters and Tabs and has no other control key in its middle.
 * What a scanner's own settings do to a badge is no code but a fault of the scanner.
 */
export const textsByKeys = (text: string): string[] =>
  text
    .split(/[\r\t]/)
    .map(withoutControls)
    .filter((part) => {
      const known = unwrapCode(part)?.codes.map(classifyCode)
      if (known?.includes('identity-card')) return true
      const typable = [...part].every((character) => KEY_OF.has(character))
      return (
        typable &&
        part.length >= SHORTEST_BURST &&
        !hasAddedCharacters(part) &&
        !isShiftedDigits(part) &&
        !known?.includes('enrolment')
      )
    })

const VIRTUAL: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Delete: 46, Space: 32, Escape: 27 }

function virtualKey(code: string): number {
  const last = code.charCodeAt(code.length - 1)
  if (code.startsWith('Numpad')) return last + 48
  return VIRTUAL[code] ?? (/^(Key|Digit)/.test(code) ? last : 186)
}

/** Keys on their way at once: a browser puts waiting keys before everything else. */
const KEYS_AT_ONCE = 16
/** What a scanner's firmware leaves between two keys at least. */
const QUICKEST_GAP_MS = 1

/** Types one short code and Enter, all keys sent before the page has answered the first. */
export const typeScan = (session: CDPSession, text: string): Promise<void> =>
  pressAtOnce(session, [...scannerKeys(text), { code: 'Enter' }])

/** Presses keys on the page through the browser's own input, hardly a millisecond apart. */
export async function pressScannerKeys(session: CDPSession, keys: readonly ScannerKey[]): Promise<void> {
  let atMs = Date.now()
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const some = keys.slice(at, at + KEYS_AT_ONCE)
    await pressAtOnce(session, some, atMs)
    atMs += some.length * QUICKEST_GAP_MS
  }
}

/** Presses keys one by one, so many milliseconds apart, whatever the browser takes for each. */
export async function pressSlowly(
  session: CDPSession,
  keys: readonly ScannerKey[],
  gapMs: number,
): Promise<void> {
  const begin = Date.now()
  for (const [at, key] of keys.entries()) {
    const atMs = begin + at * gapMs
    const waitMs = atMs - Date.now()
    if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs))
    await pressAtOnce(session, [key], atMs)
  }
}

/**
 * Presses keys, all of them sent before the page has answered the first. Each carries the time at which it was pressed,
 * as the system of a real keyboard notes it before any program is asked: no busy machine tears them apart.
 * @param beginMs when the first was pressed, milliseconds since 1970
 */
export async function pressAtOnce(
  session: CDPSession,
  keys: readonly ScannerKey[],
  beginMs = Date.now(),
): Promise<void> {
  const sent = keys.flatMap(
    ({ code, key: named, shift = false, ctrl = false, alt = false, meta = false }, at) => {
      const modifiers = (alt ? 1 : 0) + (ctrl ? 2 : 0) + (meta ? 4 : 0) + (shift ? 8 : 0)
      const text = keyText(code, shift) ?? (code === 'Enter' ? '\r' : '')
      const key = named ?? (text === '\r' ? 'Enter' : text === '' ? code : text)
      const timestamp = (beginMs + at * QUICKEST_GAP_MS) / 1000
      const event = { code, key, modifiers, timestamp, windowsVirtualKeyCode: virtualKey(code) }
      const writes = text !== '' && !ctrl && !alt && !meta ? { text } : {}
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event, ...writes }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }),
      ]
    },
  )
  await Promise.all(sent)
}
