import { useEffect, useState } from 'react'
import type { KioskState } from '../../../../core/kiosk/kiosk-api.ts'

/**
 * The kiosk's corrected time, once a second: what the service said, carried on by the page's steady clock.
 * @returns UTC milliseconds; `null` before the service has spoken
 */
export function useTimeNow(kiosk: KioskState | null, kioskAtMs: number): number | null {
  const [steady, setSteady] = useState(() => performance.now())
  const known = kiosk === null ? null : kiosk.now + Math.max(0, steady - kioskAtMs)

  useEffect(() => {
    const now = kiosk === null ? 0 : kiosk.now + performance.now() - kioskAtMs
    const timer = setTimeout(() => setSteady(performance.now()), 1000 - (now % 1000) + 5)
    return () => clearTimeout(timer)
  })
  return known
}
