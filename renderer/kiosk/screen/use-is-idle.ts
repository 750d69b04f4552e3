import { useEffect, useState } from 'react'

/** So long after the last badge or touch the counter turns to the citizens waiting before it. */
export const IDLE_AFTER_MS = 20_000

/** @param busyAtMs when somebody last scanned or touched, on the page's steady clock */
export function useIsIdle(busyAtMs: number): boolean {
  const [idleSinceMs, setIdleSince] = useState<number | null>(null)
  useEffect(() => {
    const left = busyAtMs + IDLE_AFTER_MS - performance.now()
    const timer = setTimeout(() => setIdleSince(busyAtMs), Math.max(0, left))
    return () => clearTimeout(timer)
  }, [busyAtMs])
  return idleSinceMs === busyAtMs
}
