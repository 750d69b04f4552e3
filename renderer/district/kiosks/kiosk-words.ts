import type { TFunction } from 'i18next'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import type { Look } from '../day/presence-look.ts'
import { screenClosed } from '../day/screen-closed.ts'
import type { Language } from '../language/create-i18n.ts'
import { measureText } from '../language/numbers.ts'

/** How a kiosk's state is drawn. */
export function kioskLook(kiosk: KioskStatus): Look {
  if (kiosk.state === 'revoked') return 'off'
  if (screenClosed(kiosk)) return 'absent'
  return kiosk.silent ? 'no-data' : 'here'
}

/** A kiosk's state in a word. */
export function kioskStateWord(kiosk: KioskStatus, t: TFunction): string {
  if (kiosk.state === 'revoked') return t('kioskState.revoked')
  if (screenClosed(kiosk)) return t('kioskState.closed')
  return kiosk.silent ? t('kioskState.quiet') : t('kioskState.active')
}

/** How far a kiosk's clock is off, in seconds with its sign. */
export function clockWords(offsetMs: number | null, t: TFunction, language: Language): string {
  if (offsetMs === null) return t('kiosks.clockUnknown')
  const seconds = measureText(offsetMs / 1000, language)
  return t('kiosks.seconds', { seconds: offsetMs >= 50 ? `+${seconds}` : seconds })
}

const CAMERA_STATES = ['ok', 'none', 'denied', 'lost', 'black', 'frozen', 'starting', 'closed'] as const

/** Whether a keyboard scanner was ever heard at a kiosk. */
export function scannerWords({ scanner }: KioskStatus, t: TFunction): string {
  if (scanner === 'seen') return t('kiosks.scanner.seen')
  return scanner === 'never-seen' ? t('kiosks.scanner.never') : t('kiosks.unknown')
}

/** The program's version and what its camera sees, as the kiosk last said. */
export function healthWords({ app, camera }: KioskStatus, t: TFunction): string {
  const state = CAMERA_STATES.find((each) => each === camera)
  const seen = state === undefined ? t('kiosks.unknown') : t(`kiosks.camera.${state}`)
  return `${app ?? t('kiosks.unknown')} · ${seen}`
}
