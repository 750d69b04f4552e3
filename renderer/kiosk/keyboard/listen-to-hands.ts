import { HOLD_MS, NO_RUN, type PressedKey, type Run, takePressed } from './hand-keys.ts'
import { carryOut, HAND_AT_KEYS, hasDesk, hasField, sayIgnored, takeBackSince } from './typing.ts'

export interface Hands {
  /** Whether the key press under way is typed into a screen, so that it presses and moves nothing by itself. */
  claimed(): boolean
  /** A scanner has sent so many characters (0: they are not known): none of them was typed, and something else is said about them. */
  scanned(characters: number): void
  /** @returns a function that stops listening */
  stop(): void
}

/** By then whoever reads scans has said what a machine's keys were. */
const UNREAD_MS = 500
/** A walk goes on so long after a machine's keys. */
const WALK_AFTER_MS = 300
/** The first keys of a machine may come so long before those that give it away. */
const TORN_OFF_MS = 400
/** More letters than any code holds. */
const MOST_REMEMBERED = 10_000
const WALKS = /^(Tab|Arrow\w+)$/
const PRESSES = /^(Enter|NumpadEnter|Space)$/

const onButton = (): boolean => document.activeElement?.closest('[data-desk] button') != null

/**
 * Types what hands press at a real keyboard into the screen over the counter. It only looks on: it has to be begun
 * before `listenToKeys`, which sees every key after it, reads scans and lets none of their keys through.
 */
export function listenToHands(target: Window): Hands {
  let run: Run = NO_RUN
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Enter and Space are those of the button that was walked to by key. */
  let walking = false
  let claims = false
  /** Somebody has said already what the keys were. */
  let read = false
  /** When the last letters were pressed, whoever pressed them. */
  let pressedAt: number[] = []

  const type = (strokes: Run['waiting']): void => {
    if (hasField() && strokes.some(({ kind }) => kind === 'letter')) walking = false
    carryOut(strokes)
  }

  const settle = (): void => {
    const { waiting, by } = run
    run = { ...run, waiting: [] }
    if (by === 'unknown') type(waiting)
    else if (!read && hasField()) sayIgnored('machine')
  }

  /** A walk through the buttons: those keys do what they do in every page. */
  const walks = ({ code, timeStamp }: KeyboardEvent): boolean => {
    const alone = run.by === 'unknown' ? run.waiting.length === 0 : timeStamp - run.lastMs > WALK_AFTER_MS
    if (!alone) return false
    if (WALKS.test(code)) walking = true
    return WALKS.test(code) || (PRESSES.test(code) && walking && onButton())
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    claims = false
    clearTimeout(timer)
    if (!hasDesk()) {
      run = NO_RUN
      return
    }
    if (walks(event)) {
      target.dispatchEvent(new Event(HAND_AT_KEYS))
      return
    }
    claims = event.code !== 'Space' || hasField()
    const key = pressed(event)
    if (key.key.length === 1) pressedAt = [...pressedAt.slice(-MOST_REMEMBERED), key.atMs]
    const step = takePressed(run, key)
    if (step.run.by === 'unknown') read = false
    else if (run.by === 'unknown') takeBackSince(step.run.firstMs - TORN_OFF_MS)
    run = step.run
    type(step.strokes)
    timer = setTimeout(settle, run.by === 'machine' ? UNREAD_MS : HOLD_MS)
  }

  const onPointer = (): void => {
    walking = false
  }

  target.addEventListener('keydown', onKeyDown, { capture: true })
  target.addEventListener('pointerdown', onPointer, { capture: true, passive: true })
  return {
    claimed: () => claims,
    scanned(characters) {
      const sinceMs = characters === 0 ? undefined : pressedAt.at(-characters)
      takeBackSince(sinceMs ?? Number.POSITIVE_INFINITY)
      read = true
      run = { ...run, waiting: [], by: 'machine' }
    },
    stop() {
      clearTimeout(timer)
      target.removeEventListener('keydown', onKeyDown, { capture: true })
      target.removeEventListener('pointerdown', onPointer, { capture: true })
    },
  }
}

const pressed = (event: KeyboardEvent): PressedKey => ({
  code: event.code,
  key: event.key,
  shift: event.shiftKey,
  combined: event.ctrlKey || event.altKey || event.metaKey,
  repeat: event.repeat,
  atMs: event.timeStamp,
})
