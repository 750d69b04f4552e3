import { type ReactElement, useEffect, useState } from 'react'
import type { LeaderAtDoor, LeadersAnswer } from '../../../core/kiosk/kiosk-desk-api.ts'
import { Icon } from '../parts/icon.tsx'
import classes from './desk.module.css'
import type { DeskTools } from './desk-tools.ts'
import people from './people.module.css'
import { TroubleNote } from './trouble-note.tsx'

interface Props {
  readonly tools: DeskTools
  readonly onChosen: (leader: LeaderAtDoor) => void
}

/** Asks a leader for the badge or a touch of the name; where there is none, what to do about that. */
export function LeaderList({ tools: { api, say }, onChosen }: Props): ReactElement {
  const [answer, setAnswer] = useState<LeadersAnswer | { readonly kind: 'failed' } | null>(null)

  useEffect(() => {
    let gone = false
    api
      .leaders({})
      .catch(() => ({ kind: 'failed' as const }))
      .then((found) => {
        if (!gone) setAnswer(found)
      })
    return () => {
      gone = true
    }
  }, [api])

  if (answer === null) return <p className={classes.lead}>{say('door.badge')}</p>
  if (answer.kind !== 'leaders') {
    return (
      <>
        <TroubleNote trouble={answer} say={say} />
        <p className={classes.lead}>{say('door.badge')}</p>
      </>
    )
  }
  const { leaders } = answer
  if (leaders === null) return <p className={classes.lead}>{say('pins.waiting')}</p>
  if (leaders.length === 0) {
    return (
      <p className={classes.attention} data-no-leader>
        <Icon name="warning" className={classes.smallIcon} />
        <span>{say('pins.noLeader')}</span>
      </p>
    )
  }
  return (
    <>
      <p className={classes.lead}>{say('door.badge')}</p>
      <ul className={people.leaders} aria-label={say('door.leaders')}>
        {leaders.map((leader) => (
          <li key={leader.id}>
            <button
              type="button"
              className={people.found}
              data-leader={leader.id}
              data-enter={leaders.length === 1 ? '' : undefined}
              onClick={() => onChosen(leader)}
            >
              <Icon name="leader" className={people.icon} />
              <span>
                <strong className={people.name}>{leader.name}</strong>
                <span className={people.title}>{leader.title}</span>
                {leader.onDuty && (
                  <span className={people.state}>
                    <Icon name="clock" className={people.stateIcon} />
                    {say('door.onDuty')}
                  </span>
                )}
                {!leader.hasPin && (
                  <span className={people.state} data-no-pin>
                    <Icon name="ban" className={people.stateIcon} />
                    {say('pins.none')}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
