import { type Burst, LONGEST_GAP_MS, NO_BURST, takeKey } from './key-burst.ts'

/**
 * Listens to a keyboard scanner. Every key ends here: none reaches the page, a control or the browser.
 * @returns a function that stops listening
 */
export function listenToKeys(target: Window, onScan: (text: string) => void): () => void {
  let burst: Burst = NO_BURST
  let forget: ReturnType<typeof setTimeout> | undefined

  const swallow = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  const onKeyDown = (event: KeyboardEvent): void => {
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

  const kinds = ['keypress', 'keyup'] as const
  target.addEventListener('keydown', onKeyDown, { capture: true })
  for (const kind of kinds) target.addEventListener(kind, swallow, { capture: true })
  return () => {
    clearTimeout(forget)
    target.removeEventListener('keydown', onKeyDown, { capture: true })
    for (const kind of kinds) target.removeEventListener(kind, swallow, { capture: true })
  }
}
