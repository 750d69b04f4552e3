import type { RawKey } from './diagnose-keys.ts'
import { type Burst, LONGEST_GAP_MS, NO_BURST, takeKey } from './key-burst.ts'

const watchers = new Set<(key: RawKey) => void>()

/**
 * Shows every key press as it comes, for the test of a scanner; nothing is kept.
 * @returns a function that ends it
 */
export function watchKeys(watcher: (key: RawKey) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Keys that move about a screen over the counter; no scanner sends one by itself. */
const MOVES = new Set(['Tab', 'Enter', 'Space', 'Escape', 'ArrowUp', 'ArrowDown'])

/**
 * Listens to a keyboard scanner. Every key ends here: none reaches the page, a control or the browser,
 * except the few that move about a screen for which `mayMove` is true.
 * @returns a function that stops listening
 */
export function listenToKeys(
  target: Window,
  onScan: (text: string) => void,
  mayMove: () => boolean = () => false,
): () => void {
  let burst: Burst = NO_BURST
  let forget: ReturnType<typeof setTimeout> | undefined

  let movedBy: string | null = null
  const swallow = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  /** A key pressed by a hand: on its own, well after whatever a scanner last wrote. */
  const moves = (event: KeyboardEvent): boolean =>
    MOVES.has(event.code) &&
    !event.ctrlKey &&
    !event.altKey &&
    !event.metaKey &&
    event.timeStamp - burst.lastMs > 3 * LONGEST_GAP_MS &&
    mayMove()

  const onKeyDown = (event: KeyboardEvent): void => {
    for (const watcher of watchers) watcher(rawKey(event))
    if (moves(event)) {
      movedBy = event.code
      return
    }
    movedBy = null
    swallow(event)
    const step = takeKey(burst, {
      code: event.code,
      shift: event.shiftKey,
      ctrl: event.ctrlKey,
      alt: event.altKey,
      meta: event.metaKey,
      repeat: event.repeat,
      atMs: event.timeStamp,
    })
    burst = step.burst
    clearTimeout(forget)
    // Half a scan may be part of an identity card: it does not stay in memory.
    forget = setTimeout(() => {
      burst = NO_BURST
    }, 3 * LONGEST_GAP_MS)
    if (step.scan !== null) onScan(step.scan)
  }

  const onKeyAfter = (event: KeyboardEvent): void => {
    if (event.code !== movedBy) swallow(event)
  }

  const kinds = ['keypress', 'keyup'] as const
  target.addEventListener('keydown', onKeyDown, { capture: true })
  for (const kind of kinds) target.addEventListener(kind, onKeyAfter, { capture: true })
  return () => {
    clearTimeout(forget)
    target.removeEventListener('keydown', onKeyDown, { capture: true })
    for (const kind of kinds) target.removeEventListener(kind, onKeyAfter, { capture: true })
  }
}

const rawKey = (event: KeyboardEvent): RawKey => ({
  code: event.code,
  key: event.key,
  shift: event.shiftKey,
  capsLock: event.getModifierState('CapsLock'),
  composing: event.isComposing,
  atMs: event.timeStamp,
})
