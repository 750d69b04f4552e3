import { type ReactElement, useState } from 'react'
import type { PersonPresence, PointPresence } from '../../../../core/kiosk/kiosk-visit-api.ts'
import type { Presence } from '../../../../core/person-day/person-day.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import { showTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import { lateMinutes, outWords } from './day-words.ts'
import { OthersNote } from './others-note.tsx'
import list from './presence-list.module.css'
import { PRESENCE_LOOKS, PRESENCE_ORDER } from './presence-look.ts'

interface Props {
  readonly presence: PointPresence
  readonly say: Say
  readonly onPerson: (id: string) => void
}

/** Everybody of the point as they are now: by name, or by the counter they sit at. */
export function PresenceList({ presence, say, onPerson }: Props): ReactElement {
  const { people, leader, zone, asOf, complete, others } = presence
  const [byCounter, setByCounter] = useState(false)
  const [only, setOnly] = useState<Presence | null>(null)
  const counts = PRESENCE_ORDER.map((state) => ({
    state,
    count: people.filter((person) => person.presence === state).length,
  })).filter(({ count }) => count > 0)
  const shown = people.filter((person) => only === null || person.presence === only)

  return (
    <>
      <div className={list.head}>
        <p className={list.leader}>
          <Icon name="leader" className={classes.smallIcon} />
          {leader === null
            ? say('leader.none')
            : say('leader.onDuty', { name: leader.name, state: say(`presence.${leader.presence}`) })}
        </p>
        <p className={classes.soft}>
          {say('leader.asOf', { time: showTime(asOf, zone) })}
          {!complete && (others === null || others.standing === 'heard') && ` · ${say('leader.beganLater')}`}
        </p>
        <button
          type="button"
          className={byCounter ? classes.primary : classes.plain}
          aria-pressed={byCounter}
          data-action="by-counter"
          onClick={() => setByCounter(!byCounter)}
        >
          {say('leader.byCounter')}
        </button>
      </div>
      <OthersNote others={others} asOf={asOf} zone={zone} say={say} />
      <fieldset className={list.counts} aria-label={say('leader.filter')}>
        {counts.map(({ state, count }) => (
          <button
            key={state}
            type="button"
            className={only === state ? list.countChosen : list.count}
            aria-pressed={only === state}
            onClick={() => setOnly(only === state ? null : state)}
          >
            <Icon name={PRESENCE_LOOKS[state].icon} className={list[PRESENCE_LOOKS[state].tone]} />
            {say(`presence.${state}`)} <strong>{count}</strong>
          </button>
        ))}
      </fieldset>
      {groupsOf(shown, byCounter, say).map(({ name, members }) => (
        <section key={name} className={classes.stack}>
          {byCounter && <h2 className={classes.step}>{name}</h2>}
          <ul className={list.people}>
            {members.map((person) => (
              <li key={person.id}>
                <Tile person={person} zone={zone} asOf={asOf} say={say} onPerson={onPerson} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Tile({
  person,
  zone,
  asOf,
  say,
  onPerson,
}: {
  readonly person: PersonPresence
  readonly zone: string
  readonly asOf: number
  readonly say: Say
  readonly onPerson: (id: string) => void
}): ReactElement {
  const look = PRESENCE_LOOKS[person.presence]
  const late = lateMinutes(person.day)
  const more = [
    person.presence === 'away' ? outWords(person, asOf, zone, say) : null,
    person.others?.unsure === true ? say('leader.unsure') : null,
    late > 0 ? say('flag.late', { minutes: late }) : null,
    person.noBadgeThisMonth > 0 ? say('leader.noBadge', { count: person.noBadgeThisMonth }) : null,
  ].filter((part) => part !== null)
  return (
    <button
      type="button"
      className={list.tile}
      data-person={person.id}
      data-presence={person.presence}
      onClick={() => onPerson(person.id)}
    >
      <span className={list[`${look.tone}Mark`]}>
        <Icon name={look.icon} className={list.icon} />
      </span>
      <span className={list.words}>
        <strong className={list.name}>{person.name}</strong>
        <span className={list.state}>
          {say(`presence.${person.presence}`)}
          {more.length > 0 && <span className={list.more}> · {more.join(' · ')}</span>}
        </span>
      </span>
    </button>
  )
}

interface Group {
  readonly name: string
  readonly members: readonly PersonPresence[]
}

function groupsOf(people: readonly PersonPresence[], byCounter: boolean, say: Say): readonly Group[] {
  if (!byCounter) return [{ name: '', members: people }]
  const groups = new Map<string, PersonPresence[]>()
  for (const person of people) {
    const name = person.counter ?? say('leader.noCounter')
    groups.set(name, [...(groups.get(name) ?? []), person])
  }
  return [...groups]
    .map(([name, members]) => ({ name, members }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }))
}
