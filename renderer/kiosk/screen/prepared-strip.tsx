import { type ReactElement, useEffect, useState } from 'react'
import type { Prepared } from '../counter/prepared.ts'
import { Icon } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import { showTime } from '../text/show-time.ts'
import classes from './prepared-strip.module.css'

interface Props {
  readonly prepared: Prepared
  readonly zone: string
  readonly say: Say
  readonly onCancel: () => void
}

const secondsUntil = (untilMs: number): number => Math.max(0, Math.ceil((untilMs - performance.now()) / 1000))

/** What was said and waits for its badge, with the seconds it still waits. */
export function PreparedStrip({ prepared, zone, say, onCancel }: Props): ReactElement {
  const [seconds, setSeconds] = useState(() => secondsUntil(prepared.untilMs))
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsUntil(prepared.untilMs)), 250)
    return () => clearInterval(timer)
  }, [prepared])
  const details = [
    prepared.purpose,
    prepared.backAt === undefined
      ? undefined
      : say('before.backAt', { time: showTime(prepared.backAt, zone) }),
  ].filter((part) => part !== undefined && part !== '')

  return (
    <section className={classes.strip} aria-label={say('before.title')} data-prepared={prepared.intent}>
      <Icon name="idCard" className={classes.icon} />
      <div className={classes.text} role="status">
        <p className={classes.word}>{say(`intent.${prepared.intent}`)}</p>
        {details.length > 0 && <p className={classes.details}>{details.join(' · ')}</p>}
      </div>
      <p className={classes.now}>{say('before.now', { seconds })}</p>
      <button type="button" className={classes.cancel} onClick={onCancel}>
        {say('desk.cancel')}
      </button>
    </section>
  )
}
