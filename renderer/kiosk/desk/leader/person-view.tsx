import { type ReactElement, useState } from 'react'
import type { DayOnRecord, PersonPresence, PointPresence } from '../../../../core/kiosk/kiosk-visit-api.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { ChoosePin } from '../choose-pin.tsx'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import { HandOverBadge } from '../hand-over-badge.tsx'
import type { OpenedVisit } from '../leader-door.tsx'
import { AnnulForm } from './annul-form.tsx'
import { ClaimForm } from './claim-form.tsx'
import { DayView } from './day-view.tsx'
import { DaysView } from './days-view.tsx'
import { ExcuseForm } from './excuse-form.tsx'
import type { PersonAction } from './person-action.ts'
import { SpotCheckForm } from './spot-check-form.tsx'

interface Props {
  readonly tools: DeskTools
  readonly visit: OpenedVisit
  readonly person: PersonPresence
  readonly presence: PointPresence
  /** What is being done; `null`: the day is shown. */
  readonly action: PersonAction | null
  readonly onAction: (action: PersonAction | null) => void
  readonly onChanged: () => void
  readonly onEnded: () => void
}

const ACTIONS: readonly {
  readonly id: PersonAction['kind']
  readonly icon: IconName
  readonly words: 'person.spot' | 'person.excuse' | 'person.week' | 'person.month' | 'person.badge'
}[] = [
  { id: 'spot-check', icon: 'eye', words: 'person.spot' },
  { id: 'excuse', icon: 'document', words: 'person.excuse' },
  { id: 'week', icon: 'calendar', words: 'person.week' },
  { id: 'month', icon: 'calendar', words: 'person.month' },
  { id: 'badge', icon: 'idCard', words: 'person.badge' },
]

/** One person's day with what is noted about it, and what a leader may add to the record. */
export function PersonView(props: Props): ReactElement {
  const { tools, visit, person, presence, action, onAction, onChanged, onEnded } = props
  const { api, say } = tools
  const { zone } = presence
  const [said, setSaid] = useState<string | null>(null)

  const act = (next: PersonAction | null): void => {
    setSaid(null)
    onAction(next)
  }
  const done = (words: string): void => {
    onAction(null)
    setSaid(words)
    onChanged()
  }
  const shared = { tools, visit: visit.visit, person, zone, onEnded, onDone: done, onCancel: () => act(null) }
  const today: DayOnRecord = person

  switch (action?.kind) {
    case 'claim':
      return <ClaimForm {...shared} wanted={action} />
    case 'annul':
      return <AnnulForm {...shared} fact={action.fact} sessions={action.sessions} />
    case 'spot-check':
      return <SpotCheckForm {...shared} />
    case 'excuse':
      return (
        <ExcuseForm
          {...shared}
          leaves={visit.leaves}
          date={action.date ?? presence.date}
          day={action.day ?? person.day}
          about={action.about ?? null}
        />
      )
    case 'week':
    case 'month':
      return <DaysView {...shared} span={action.kind} today={presence.date} onAction={act} />
    case 'badge':
      return (
        <HandOverBadge
          tools={tools}
          visit={visit.visit}
          person={person}
          onDone={() => act(null)}
          onEnded={onEnded}
        />
      )
    case 'pin':
      return (
        <ChoosePin
          label={say('pin.new', { name: person.name })}
          rank={person.role}
          say={say}
          set={async (pin) => {
            const answer = await api.setPin({ visit: visit.visit, person: person.id, pin })
            if (answer.kind === 'visit-ended') onEnded()
            if (answer.kind !== 'set') return answer
            done(person.id === visit.person ? say('pin.set') : say('pin.set.other', { name: person.name }))
            return null
          }}
        />
      )
    default:
      return (
        <>
          {said !== null && (
            <p className={classes.good} role="status">
              <Icon name="check" className={classes.smallIcon} />
              {said}
            </p>
          )}
          <div className={classes.sideways}>
            <DayView record={today} zone={zone} now={presence.asOf} say={say} onAction={act} />
            <nav className={classes.stack} aria-label={say('person.actions')}>
              {ACTIONS.map(({ id, icon, words }) => (
                <button
                  key={id}
                  type="button"
                  className={classes.plain}
                  data-action={id}
                  onClick={() => act({ kind: id } as PersonAction)}
                >
                  <Icon name={icon} className={classes.smallIcon} />
                  {say(words)}
                </button>
              ))}
              <button
                type="button"
                className={classes.plain}
                data-action="pin"
                onClick={() => act({ kind: 'pin' })}
              >
                <Icon name="shield" className={classes.smallIcon} />
                {say(person.hasPin ? 'person.pin.again' : 'person.pin.first')}
              </button>
            </nav>
          </div>
        </>
      )
  }
}
