import type { ReactElement } from 'react'
import type { Intent } from '../../../../core/day/day-types.ts'
import type { IntentOffer } from '../../counter/counter-view.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import { showTime } from '../../text/show-time.ts'
import classes from './intent-buttons.module.css'

const ICONS: Readonly<Record<Intent, IconName>> = {
  arrive: 'arrive',
  leave: 'leave',
  'out-duty': 'briefcase',
  'out-private': 'walk',
  return: 'repeat',
}

interface Props {
  readonly offer: IntentOffer
  readonly zone: string
  readonly say: Say
  readonly onSay: (intent: Intent) => void
}

/** For a scan far from every boundary: what did it mean? Names nobody, so it may stay longer than the card. */
export function IntentButtons({ offer, zone, say, onSay }: Props): ReactElement {
  return (
    <section
      className={classes.offer}
      data-offer={offer.scan}
      aria-label={say('intent.title', { time: showTime(offer.at, zone) })}
    >
      <p className={classes.title}>
        {say('intent.title', { time: showTime(offer.at, zone) })}{' '}
        <span className={classes.skip}>{say('intent.skip')}</span>
      </p>
      <div className={classes.buttons}>
        {offer.choices.map((intent) => (
          <button
            key={intent}
            type="button"
            className={classes.button}
            data-intent={intent}
            onClick={() => onSay(intent)}
          >
            <Icon name={ICONS[intent]} className={classes.icon} />
            {intent === 'arrive' ? say('intent.arrive.now') : say(`intent.${intent}`)}
          </button>
        ))}
      </div>
    </section>
  )
}
