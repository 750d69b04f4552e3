import { useEffect, useRef, useState } from 'react'
import { HAND_AT_KEYS } from '../keyboard/typing.ts'

/**
 * Counts down while nobody touches the screen; every touch and every key starts it anew.
 * @param onEnd called once when the time is over
 * @returns whole seconds left
 */
export function useSecondsLeft(seconds: number, onEnd: () => void): number {
  const [left, setLeft] = useState(seconds)
  const end = useRef(onEnd)
  end.current = onEnd

  useEffect(() => {
    let untilMs = performance.now() + seconds * 1000
    const again = (): void => {
      untilMs = performance.now() + seconds * 1000
      setLeft(seconds)
    }
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((untilMs - performance.now()) / 1000))
      setLeft(now)
      if (now === 0) {
        clearInterval(timer)
        end.current()
      }
    }, 250)
    const kinds = ['pointerdown', HAND_AT_KEYS]
    for (const kind of kinds) window.addEventListener(kind, again, { passive: true })
    return () => {
      clearInterval(timer)
      for (const kind of kinds) window.removeEventListener(kind, again)
    }
  }, [seconds])

  return left
}
