import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { windowsOn } from './window-keys.ts'

const run = promisify(execFile)

/** X keycode of the first key of each row of a keyboard, and the characters its keys write on a US layout. */
const ROWS: readonly (readonly [first: number, plain: string, shifted: string])[] = [
  [10, '1234567890-=', '!@#$%^&*()_+'],
  [24, 'qwertyuiop[]', 'QWERTYUIOP{}'],
  [38, "asdfghjkl;'`", 'ASDFGHJKL:"~'],
  [51, '\\zxcvbnm,./', '|ZXCVBNM<>?'],
  [65, ' ', ''],
]
const SHIFT = 50
const ENTER = 36

/** Character → the keys a scanner holds and presses, in xdotool's words. */
const KEYS = new Map(
  ROWS.flatMap(([first, plain, shifted]) => [
    ...[...plain].map((character, at): [string, string] => [character, `${first + at}`]),
    ...[...shifted].map((character, at): [string, string] => [character, `${SHIFT}+${first + at}`]),
  ]),
)

/** Gives the kiosk's window the keyboard. */
async function focusKiosk(display: string): Promise<void> {
  const [window] = await windowsOn(display)
  if (window === undefined) throw new Error('no window to type into')
  await run('xdotool', ['windowfocus', '--sync', window], { env: { ...process.env, DISPLAY: display } })
}

/**
 * Types a text and Enter as a USB scanner does that was set up for a US keyboard: it knows physical keys only, so
 * what arrives depends on the layout of the machine.
 * @param text ASCII
 * @param gapMs from one key to the next
 */
export async function scanByUsb(display: string, text: string, gapMs = 4): Promise<void> {
  const keys = [...text].map((character) => {
    const key = KEYS.get(character)
    if (key === undefined) throw new Error(`no key for ${JSON.stringify(character)}`)
    return key
  })
  await focusKiosk(display)
  await run('xdotool', ['key', '--delay', String(gapMs), ...keys, String(ENTER)], {
    env: { ...process.env, DISPLAY: display },
  })
}

/** Sets the keyboard layout of a display, as in `setxkbmap`. */
export async function setKeyboardLayout(display: string, layout: string): Promise<void> {
  await run('setxkbmap', ['-display', display, '-layout', layout])
}

/** Runs xdotool with these words on a display, e.g. `click 3`. */
export async function gesture(display: string, words: string): Promise<void> {
  await run('xdotool', words.split(' '), { env: { ...process.env, DISPLAY: display } })
}
