import type { ReactElement } from 'react'
import type { CounterView } from '../../counter/counter-view.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import classes from './banners.module.css'
import { bannersOf, MOST_BANNERS } from './banners-of.ts'

/** Shown while the trouble lasts; read out once when it begins. */
export function Banners({ view, say }: { view: CounterView; say: Say }): ReactElement {
  return (
    <div className={classes.banners} role="status">
      {bannersOf(view, say)
        .slice(0, MOST_BANNERS)
        .map(({ id, tone, icon, text }) => (
          <p key={id} className={classes[tone]} data-banner={id}>
            <Icon name={icon} className={classes.icon} />
            {text}
          </p>
        ))}
    </div>
  )
}
