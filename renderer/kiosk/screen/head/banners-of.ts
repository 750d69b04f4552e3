import type { KioskState } from '../../../../core/kiosk/kiosk-api.ts'
import type { CounterView } from '../../counter/counter-view.ts'
import type { IconName } from '../../parts/icon.tsx'
import { lineWords } from '../../parts/line-words.ts'
import type { Say } from '../../text/kiosk-text.ts'
import { showMoment } from '../../text/show-time.ts'

/** More than two at once are read by nobody; the gravest stand first. */
export const MOST_BANNERS = 2
/** A clock further off than this makes people look at their watches. */
const DOUBTFUL_OFFSET_MS = 2 * 60_000
/** A line that was gone for less is nobody's business: the foot of the screen says it. */
const OFFLINE_WORTH_SAYING_MS = 10 * 60_000

export interface Banner {
  readonly id: string
  readonly tone: 'bad' | 'attention' | 'note'
  readonly icon: IconName
  readonly text: string
}

function recordingBanner({ recording }: KioskState, say: Say): Banner | null {
  if (recording.kind === 'ok') return null
  return { id: 'recording', tone: 'bad', icon: 'cross', text: say(`banner.recording.${recording.reason}`) }
}

function refusalBanner({ sync, revoked }: KioskState, say: Say): Banner | null {
  if (sync.kind !== 'refused' && !revoked) return null
  const why = revoked ? 'revoked' : (sync.refusal ?? 'rejected')
  return {
    id: `refused-${why}`,
    tone: why === 'revoked' ? 'bad' : 'attention',
    icon: 'ban',
    text: say(`banner.refused.${why}`),
  }
}

function diskBanner({ diskLowBytes }: KioskState, say: Say): Banner | null {
  if (diskLowBytes === null) return null
  const megabytes = Math.floor(diskLowBytes / 2 ** 20)
  return { id: 'disk-low', tone: 'attention', icon: 'disk', text: say('banner.diskLow', { megabytes }) }
}

function clockBanner({ clock, enrolled }: KioskState, say: Say): Banner | null {
  if (enrolled === null) return null
  if (clock.moved) return { id: 'clock', tone: 'note', icon: 'clock', text: say('banner.clock.moved') }
  if (!clock.checked) {
    return { id: 'clock', tone: 'attention', icon: 'clock', text: say('banner.clock.unchecked') }
  }
  if (Math.abs(clock.offsetMs) <= DOUBTFUL_OFFSET_MS) return null
  const minutes = Math.round(Math.abs(clock.offsetMs) / 60_000)
  return { id: 'clock', tone: 'attention', icon: 'clock', text: say('banner.clock.doubtful', { minutes }) }
}

function damageBanner({ restartedAfterDamage, now, zone }: KioskState, say: Say): Banner | null {
  if (restartedAfterDamage === null) return null
  const at = showMoment(restartedAfterDamage.at, now, zone)
  return { id: 'damaged', tone: 'attention', icon: 'mend', text: say('banner.damaged', { at }) }
}

function pinBanner({ administratorPin }: KioskState, say: Say): Banner | null {
  if (administratorPin === 'set') return null
  return {
    id: 'administrator-pin',
    tone: 'attention',
    icon: 'settings',
    text: say(`banner.adminPin.${administratorPin}`),
  }
}

function scannerBanner({ scannerUnplugged }: KioskState, say: Say): Banner | null {
  if (!scannerUnplugged) return null
  const text = say('banner.scannerUnplugged')
  return { id: 'scanner-unplugged', tone: 'attention', icon: 'scanner', text }
}

function updateBanner({ updateWaiting }: KioskState, say: Say): Banner | null {
  if (updateWaiting === null) return null
  const text = say('banner.update', { version: updateWaiting })
  return { id: 'update-waiting', tone: 'note', icon: 'update', text }
}

/** Somebody answers at the district's address and is not trusted: waiting alone mends nothing. */
function lineBanner({ sync, zone }: KioskState, say: Say): Banner | null {
  if (sync.kind !== 'offline' || sync.fault === null) return null
  const text = say('banner.line', { why: lineWords(sync.fault, zone, say) })
  return { id: `line-${sync.fault.kind}`, tone: 'attention', icon: 'offline', text }
}

function offlineBanner({ sync, now, zone, enrolled }: KioskState, say: Say): Banner | null {
  if (enrolled === null || sync.kind !== 'offline' || sync.lastContactAt === null) return null
  if (sync.fault !== null) return null
  if (now - sync.lastContactAt < OFFLINE_WORTH_SAYING_MS) return null
  const since = showMoment(sync.lastContactAt, now, zone)
  const text =
    sync.oldestTurnAt === null
      ? say('banner.offline', { since })
      : say('banner.offline.waiting', {
          since,
          count: sync.turnsWaiting,
          oldest: showMoment(sync.oldestTurnAt, now, zone),
        })
  return { id: 'offline', tone: 'note', icon: 'offline', text }
}

/** Everything people at the counter should know besides the answer, and what to do about it: the gravest first. */
export function bannersOf({ kiosk, service, camera }: CounterView, say: Say): Banner[] {
  const cameraBanner: Banner | null =
    camera === 'ok' || camera === 'starting'
      ? null
      : { id: `camera-${camera}`, tone: 'attention', icon: 'cameraOff', text: say(`camera.${camera}`) }
  const inOrder: readonly (Banner | null)[] = [
    kiosk && recordingBanner(kiosk, say),
    service === 'down' ? { id: 'service', tone: 'bad', icon: 'wait', text: say('banner.service') } : null,
    kiosk && refusalBanner(kiosk, say),
    kiosk && lineBanner(kiosk, say),
    kiosk !== null && kiosk.enrolled === null
      ? { id: 'not-enrolled', tone: 'attention', icon: 'plug', text: say('banner.notEnrolled') }
      : null,
    kiosk?.enrolled ? pinBanner(kiosk, say) : null,
    kiosk && diskBanner(kiosk, say),
    kiosk && damageBanner(kiosk, say),
    cameraBanner,
    kiosk && scannerBanner(kiosk, say),
    kiosk && clockBanner(kiosk, say),
    kiosk && offlineBanner(kiosk, say),
    kiosk && updateBanner(kiosk, say),
  ]
  return inOrder.filter((banner) => banner !== null)
}
