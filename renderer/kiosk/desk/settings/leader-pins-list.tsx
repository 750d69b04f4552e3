import type { ReactElement } from 'react'
import type { LeaderPins, PinShown } from '../../../../core/kiosk/kiosk-settings-api.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import type { Say, TextKey } from '../../text/kiosk-text.ts'
import { showDateAndTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import rows from './leader-pins.module.css'

export type Leader = NonNullable<LeaderPins['leaders']>[number]
/** Whose PIN is being typed, and who comes after. */
export type Choosing =
  | { readonly kind: 'leaders'; readonly queue: readonly Leader[] }
  | { readonly kind: 'administrator' }

/** The point's leaders and the administrator, each with how their PIN stands. */
export function LeaderPinsList({
  shown: { administrator, leaders, shared },
  zone,
  say,
  onChoose,
}: {
  readonly shown: LeaderPins
  readonly zone: string
  readonly say: Say
  readonly onChoose: (choosing: Choosing) => void
}): ReactElement {
  const without = (leaders ?? []).filter(({ pin }) => pin === null)
  return (
    <>
      {leaders === null && <p className={classes.lead}>{say('pins.waiting')}</p>}
      {leaders?.length === 0 && <p className={classes.lead}>{say('pins.noLeader')}</p>}
      {without.length > 0 && (
        <button
          type="button"
          className={classes.primary}
          data-action="pins-in-a-row"
          onClick={() => onChoose({ kind: 'leaders', queue: without })}
        >
          <Icon name="shield" className={classes.smallIcon} />
          {say('pins.row', { count: without.length })}
        </button>
      )}
      <ul className={rows.list}>
        {(leaders ?? []).map((leader) => (
          <Row
            key={leader.id}
            id={leader.id}
            name={leader.name}
            title={leader.title}
            pin={leader.pin}
            action={leader.pin === null ? 'pins.set' : 'pins.again'}
            zone={zone}
            say={say}
            onChoose={() => onChoose({ kind: 'leaders', queue: [leader] })}
          />
        ))}
        <Row
          id="administrator"
          name={say('pins.administrator')}
          title=""
          pin={administrator}
          action="pins.change"
          zone={zone}
          say={say}
          onChoose={() => onChoose({ kind: 'administrator' })}
        />
      </ul>
      {leaders !== null && (
        <p className={classes.soft} data-shared={shared}>
          {say(shared ? 'pins.shared' : 'pins.notShared')}
        </p>
      )}
    </>
  )
}

type Standing = 'none' | 'to-change' | 'short' | 'own'
const LOOKS: Readonly<Record<Standing, readonly [IconName, TextKey & `pins.${string}`]>> = {
  none: ['ban', 'pins.none'],
  'to-change': ['wait', 'pins.toChange'],
  short: ['warning', 'pins.short'],
  own: ['check', 'pins.own'],
}
const standingOf = (pin: PinShown | null): Standing =>
  pin === null ? 'none' : pin.toChange ? 'to-change' : pin.short ? 'short' : 'own'

function Row(props: {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly pin: PinShown | null
  readonly action: 'pins.set' | 'pins.again' | 'pins.change'
  readonly zone: string
  readonly say: Say
  readonly onChoose: () => void
}): ReactElement {
  const { id, name, title, pin, action, zone, say, onChoose } = props
  const standing = standingOf(pin)
  const [icon, words] = LOOKS[standing]
  const since = pin?.since ?? null
  return (
    <li className={rows.row} data-pin-of={id} data-standing={standing}>
      <span className={rows.who}>
        <strong className={rows.name}>{name}</strong>
        <span className={rows.title}>{title}</span>
      </span>
      <span className={rows.standing}>
        <Icon name={icon} className={classes.smallIcon} />
        <span>
          {say(words as 'pins.none')}
          {since !== null && ` · ${say('pins.since', { at: showDateAndTime(since, zone) })}`}
        </span>
      </span>
      <button type="button" className={classes.plain} data-action="pin" onClick={onChoose}>
        {say(action)}
      </button>
    </li>
  )
}
