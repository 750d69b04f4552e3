import type { Intent } from '../../../core/day/day-types.ts'
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import type { CameraState } from '../camera/watch-camera.ts'
import type { Card } from './card.ts'
import type { Prepared } from './prepared.ts'

/** Buttons for saying what a scan meant; a tap is a second fact, no tap leaves it unsaid. */
export interface IntentOffer {
  readonly scan: string
  readonly at: number
  readonly choices: readonly Intent[]
}

/** Everything the screen draws. */
export interface CounterView {
  readonly kiosk: KioskState | null
  /** When `kiosk` came, on the page's steady clock. */
  readonly kioskAtMs: number
  readonly service: 'up' | 'down'
  readonly camera: CameraState
  readonly card: { readonly number: number; readonly card: Card } | null
  readonly offer: IntentOffer | null
  /** What the next badge will mean, said before it; `null`: nothing was said. */
  readonly prepared: Prepared | null
  /** When somebody last scanned or touched, on the page's steady clock. */
  readonly busyAtMs: number
}
