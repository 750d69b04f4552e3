import { assertNever } from '../../../core/assert-never.ts'
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import type { Say } from '../text/kiosk-text.ts'
import { showMoment } from '../text/show-time.ts'

/** The state of the line to the district in words: "Mất mạng · 12 lượt chờ gửi · quận đã nhận đến 07:41". */
export function syncWords({ sync, now, zone }: KioskState, say: Say): string {
  const parts: string[] = []
  switch (sync.kind) {
    case 'online':
      if (sync.waiting === 0 && sync.districtHasUpTo !== null) return say('sync.online.all')
      parts.push(say('sync.online'))
      break
    case 'offline':
      parts.push(say(sync.fault === null ? 'sync.offline' : 'sync.fault'))
      break
    case 'refused':
      parts.push(say('sync.refused'))
      if (sync.refusal !== null) parts.push(say(`sync.refused.${sync.refusal}`))
      break
    default:
      return assertNever(sync.kind)
  }
  if (sync.turnsWaiting > 0) parts.push(say('sync.waiting', { count: sync.turnsWaiting }))
  parts.push(
    sync.districtHasUpTo === null
      ? say('sync.nothingYet')
      : say('sync.upTo', { time: showMoment(sync.districtHasUpTo, now, zone) }),
  )
  return parts.join(' · ')
}
