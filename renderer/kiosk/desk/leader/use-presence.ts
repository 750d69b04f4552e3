import { useCallback, useEffect, useState } from 'react'
import type { KioskApi } from '../../../../core/kiosk/kiosk-api.ts'
import type { PointPresence } from '../../../../core/kiosk/kiosk-visit-api.ts'
import { HAND_AT_KEYS } from '../../keyboard/typing.ts'
import type { Trouble } from '../trouble.ts'

/** What others scan meanwhile shows after this long. */
const LOOK_EVERY_MS = 10_000
/** A touch tells the service that somebody is still there, but not oftener than this. */
const TELL_EVERY_MS = 10_000

interface Presence {
  readonly presence: PointPresence | null
  readonly trouble: Trouble | null
  /** Asks again after something was recorded. */
  readonly refresh: () => void
}

/** Today's presence while a visit is open: kept fresh, and the visit kept open as long as a hand is at it. */
export function usePresence(api: KioskApi, visit: string, onEnded: () => void): Presence {
  const [presence, setPresence] = useState<PointPresence | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)

  const ask = useCallback(
    async (byItself: boolean): Promise<void> => {
      const answer = await api
        .presence({ visit, ...(byItself ? { refresh: true } : {}) })
        .catch(() => ({ kind: 'failed' as const }))
      if (answer.kind === 'visit-ended') return onEnded()
      if (answer.kind !== 'presence') return setTrouble(answer)
      setTrouble(null)
      setPresence(answer)
    },
    [api, visit, onEnded],
  )

  useEffect(() => {
    void ask(false)
    const timer = setInterval(() => void ask(true), LOOK_EVERY_MS)
    let toldMs = performance.now()
    const kinds = ['pointerdown', HAND_AT_KEYS]
    const onTouch = (): void => {
      if (performance.now() - toldMs < TELL_EVERY_MS) return
      toldMs = performance.now()
      void ask(false)
    }
    for (const kind of kinds) window.addEventListener(kind, onTouch, { passive: true })
    return () => {
      clearInterval(timer)
      for (const kind of kinds) window.removeEventListener(kind, onTouch)
    }
  }, [ask])

  const refresh = useCallback(() => void ask(false), [ask])
  return { presence, trouble, refresh }
}
