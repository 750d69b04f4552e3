import type { ReactElement } from 'react'
import type { CounterView } from '../counter/counter.ts'
import type { Say } from '../text/kiosk-text.ts'
import classes from './banners.module.css'
import { Icon, type IconName } from './icon.tsx'

/** A clock further off than this makes people look at their watches. */
const DOUBTFUL_OFFSET_MS = 2 * 60_000

interface Banner {
  readonly id: string
  readonly tone: 'bad' | 'attention'
  readonly icon: IconName
  readonly text: string
}

/** Everything people at the counter should know besides the answer, the gravest first. */
export function bannersOf({ kiosk, service, camera }: CounterView, say: Say): Banner[] {
  const banners: Banner[] = []
  if (kiosk?.recording.kind === 'failing') {
    const { reason } = kiosk.recording
    banners.push({ id: 'recording', tone: 'bad', icon: 'cross', text: say(`banner.recording.${reason}`) })
  }
  if (service === 'down') {
    banners.push({ id: 'service', tone: 'bad', icon: 'wait', text: say('banner.service') })
  }
  if (kiosk !== null && kiosk.enrolled === null) {
    banners.push({ id: 'not-enrolled', tone: 'attention', icon: 'plug', text: say('banner.notEnrolled') })
  }
  if (camera !== 'ok' && camera !== 'starting') {
    banners.push({
      id: `camera-${camera}`,
      tone: 'attention',
      icon: 'cameraOff',
      text: say(`camera.${camera}`),
    })
  }
  if (kiosk !== null && kiosk.enrolled !== null) {
    const minutes = Math.round(Math.abs(kiosk.clock.offsetMs) / 60_000)
    if (!kiosk.clock.checked) {
      banners.push({ id: 'clock', tone: 'attention', icon: 'clock', text: say('banner.clock.unchecked') })
    } else if (Math.abs(kiosk.clock.offsetMs) > DOUBTFUL_OFFSET_MS) {
      banners.push({
        id: 'clock',
        tone: 'attention',
        icon: 'clock',
        text: say('banner.clock.doubtful', { minutes }),
      })
    }
  }
  return banners
}

/** Shown while the trouble lasts; read out once when it begins. */
export function Banners({ view, say }: { view: CounterView; say: Say }): ReactElement {
  return (
    <div className={classes.banners} role="status">
      {bannersOf(view, say).map(({ id, tone, icon, text }) => (
        <p key={id} className={classes[tone]} data-banner={id}>
          <Icon name={icon} className={classes.icon} />
          {text}
        </p>
      ))}
    </div>
  )
}
