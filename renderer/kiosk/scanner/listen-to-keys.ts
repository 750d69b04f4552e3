import type { RawKey } from './diagnose-keys.ts'
import { type KeyStroke, PAUSE_MS } from './key-burst.ts'
import { createKeyReader } from './key-reader.ts'
import type { Reading, ScannerFault } from './read-burst.ts'

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
/** A key pressed by a hand comes on its own, this long after whatever a scanner last wrote. */
const ALONE_AFTER_MS = 300

export interface ScannerListeners {
  onScan(text: string): void
  /** A scanner sent something that is no code, and this is why. */
  onFault(fault: ScannerFault): void
}

/**
 * Listens to a keyboard scanner. Every key ends here: none reaches the page, a control or the browser,
 * except the few that move about a screen for which `mayMove` is true.
 * @param isTyping whether a screen is open in which people may be typing
 * @returns a function that stops listening
 */
export function listenToKeys(
  target: Window,
  { onScan, onFault }: ScannerListeners,
  isTyping: () => boolean = () => false,
  mayMove: () => boolean = isTyping,
): () => void {
  const reader = createKeyReader(isTyping)
  let pause: ReturnType<typeof setTimeout> | undefined

  let movedBy: string | null = null
  const swallow = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  const tell = (readings: readonly Reading[]): void => {
    for (const reading of readings) {
      if (reading.kind === 'codes') reading.codes.forEach(onScan)
      else if (reading.kind === 'fault') onFault(reading.fault)
    }
  }

  const moves = (event: KeyboardEvent): boolean =>
    MOVES.has(event.code) &&
    !event.ctrlKey &&
    !event.altKey &&
    !event.metaKey &&
    event.timeStamp - reader.lastMs() > ALONE_AFTER_MS &&
    mayMove()

  const onKeyDown = (event: KeyboardEvent): void => {
    for (const watcher of watchers) watcher(rawKey(event))
    if (moves(event)) {
      movedBy = event.code
      return
    }
    movedBy = null
    swallow(event)
    clearTimeout(pause)
    pause = setTimeout(() => tell(reader.pause()), PAUSE_MS)
    tell(reader.take(keyStroke(event)))
  }

  const onKeyAfter = (event: KeyboardEvent): void => {
    if (event.code !== movedBy) swallow(event)
  }

  const kinds = ['keypress', 'keyup'] as const
  target.addEventListener('keydown', onKeyDown, { capture: true })
  for (const kind of kinds) target.addEventListener(kind, onKeyAfter, { capture: true })
  return () => {
    clearTimeout(pause)
    target.removeEventListener('keydown', onKeyDown, { capture: true })
    for (const kind of kinds) target.removeEventListener(kind, onKeyAfter, { capture: true })
  }
}

const keyStroke = (event: KeyboardEvent): KeyStroke => ({
  code: event.code,
  key: event.key,
  shift: event.shiftKey,
  ctrl: event.ctrlKey,
  alt: event.altKey,
  meta: event.metaKey,
  repeat: event.repeat,
  atMs: event.timeStamp,
})

const rawKey = (event: KeyboardEvent): RawKey => ({
  ...keyStroke(event),
  capsLock: event.getModifierState('CapsLock'),
  composing: event.isComposing,
})
