import type { ReactElement } from 'react'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import classes from './leader-on-duty.module.css'

/** Whom citizens may ask for: the only name that stands on the screen without a badge. */
export function LeaderOnDuty({ name, say }: { name: string | null; say: Say }): ReactElement | null {
  if (name === null) return null
  return (
    <section className={classes.leader} data-leader-on-duty={name}>
      <Icon name="leader" className={classes.icon} />
      <div>
        <h2 className={classes.title}>{say('duty.title')}</h2>
        <p className={classes.name}>{name}</p>
      </div>
    </section>
  )
}
