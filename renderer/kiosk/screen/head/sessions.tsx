import type { ReactElement } from 'react'
import type { KioskState } from '../../../../core/kiosk/kiosk-api.ts'
import type { Say } from '../../text/kiosk-text.ts'
import { showTime } from '../../text/show-time.ts'
import classes from './sessions.module.css'
import { useTimeNow } from './use-time-now.ts'

interface Props {
  readonly kiosk: KioskState | null
  readonly kioskAtMs: number
  readonly zone: string
  readonly say: Say
}

/** Today's working hours of the reception point. */
export function Sessions({ kiosk, kioskAtMs, zone, say }: Props): ReactElement | null {
  const now = useTimeNow(kiosk, kioskAtMs)
  if (kiosk?.enrolled == null) return null
  return (
    <section className={classes.sessions}>
      <h2 className={classes.title}>{kiosk.holiday ?? say('sessions.title')}</h2>
      {kiosk.sessions.length === 0 ? (
        <p className={classes.none}>{say('sessions.none')}</p>
      ) : (
        <ul className={classes.list}>
          {kiosk.sessions.map(({ start, end }) => {
            const running = now !== null && now >= start && now < end
            return (
              <li key={start} className={running ? classes.running : classes.session}>
                <span>
                  {showTime(start, zone)} – {showTime(end, zone)}
                </span>
                {running && <span className={classes.now}>{say('sessions.now')}</span>}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
