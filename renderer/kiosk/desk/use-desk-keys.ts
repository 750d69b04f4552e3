import { type RefObject, useEffect, useRef, useState } from 'react'
import { type KeysIgnored, openDesk } from '../keyboard/typing.ts'

/** Time to read why nothing was typed. */
const SAID_MS = 6_000

/**
 * A real keyboard in a screen over the counter: Enter presses the button marked `data-enter`, Escape goes back.
 * @returns why keys were not typed a moment ago; `null`: they were
 */
export function useDeskKeys(desk: RefObject<HTMLElement | null>, goBack: () => void): KeysIgnored | null {
  const [ignored, setIgnored] = useState<KeysIgnored | null>(null)
  const back = useRef(goBack)
  back.current = goBack

  useEffect(
    () =>
      openDesk({
        enter: () => desk.current?.querySelector<HTMLElement>('[data-enter]:enabled')?.click(),
        escape: () => back.current(),
        say: setIgnored,
      }),
    [desk],
  )
  useEffect(() => {
    if (ignored === null) return
    const timer = setTimeout(() => setIgnored(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [ignored])
  return ignored
}
