import type { ReactElement } from 'react'
import type { KioskState } from '../../../../core/kiosk/kiosk-api.ts'
import type { Language } from '../../text/kiosk-text.ts'
import { showDate, showSeconds, showTime } from '../../text/show-time.ts'
import classes from './clock.module.css'
import { useTimeNow } from './use-time-now.ts'

interface Props {
  readonly kiosk: KioskState | null
  readonly kioskAtMs: number
  readonly zone: string
  readonly language: Language
  /** Beside the board for citizens: time and date in one line. */
  readonly small?: boolean
}

/** Time and date as scans are judged by, not the machine's own clock. */
export function Clock({ kiosk, kioskAtMs, zone, language, small = false }: Props): ReactElement {
  const now = useTimeNow(kiosk, kioskAtMs)
  return (
    <section className={small ? classes.smallClock : classes.clock}>
      <p className={classes.time}>
        {now === null ? '--:--' : showTime(now, zone)}
        <span className={classes.seconds}>{now === null ? '' : showSeconds(now)}</span>
      </p>
      <p className={classes.date}>{now === null ? '' : showDate(now, zone, language)}</p>
    </section>
  )
}
