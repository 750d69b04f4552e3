import { type ReactElement, useEffect, useState } from 'react'
import type { DayOnRecord, PersonDays } from '../../../../core/kiosk/kiosk-visit-api.ts'
import type { PersonDay } from '../../../../core/person-day/person-day.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import { showDay } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { DayView } from './day-view.tsx'
import { flagWords } from './day-words.ts'
import days from './days-view.module.css'
import type { FormProps } from './form-props.ts'
import type { PersonAction } from './person-action.ts'
import { spanAround } from './span-around.ts'

interface Props extends FormProps {
  readonly span: 'week' | 'month'
  readonly today: string
  readonly onAction: (action: PersonAction) => void
}

/** A week or a month of one person, a row a day; a touch opens the day. */
export function DaysView(props: Props): ReactElement {
  const { tools, visit, person, zone, span, today, onAction, onEnded } = props
  const { api, say, language } = tools
  const [answer, setAnswer] = useState<PersonDays | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [open, setOpen] = useState<DayOnRecord | null>(null)

  useEffect(() => {
    let gone = false
    api
      .personDays({ visit, person: person.id, ...spanAround(today, span) })
      .catch(() => ({ kind: 'failed' as const }))
      .then((found) => {
        if (gone) return
        if (found.kind === 'visit-ended') return onEnded()
        if (found.kind === 'days') return setAnswer(found)
        setTrouble(found.kind === 'refused' ? { kind: 'failed' } : found)
      })
    return () => {
      gone = true
    }
  }, [api, visit, person.id, today, span, onEnded])

  if (open !== null) {
    return (
      <>
        <p className={classes.step}>{showDay(open.day.date, language)}</p>
        <DayView record={open} zone={zone} now={open.day.asOf} say={say} onAction={onAction} />
        <div className={classes.foot}>
          <button type="button" className={classes.plain} onClick={() => setOpen(null)}>
            <Icon name="back" className={classes.smallIcon} />
            {say(span === 'week' ? 'person.week' : 'person.month')}
          </button>
        </div>
      </>
    )
  }
  return (
    <>
      <TroubleNote trouble={trouble} say={say} />
      {answer === null && trouble === null && <p className={classes.lead}>{say('desk.loading')}</p>}
      {answer !== null && (
        <>
          <p className={classes.soft}>
            {say(answer.alone ? 'days.sums' : 'days.sums.here', {
              hours: hoursOf(answer.days.reduce((sum, { day }) => sum + day.workedMinutes, 0)),
              late: answer.days.filter(({ day }) => day.flags.some(({ code }) => code === 'late')).length,
              badges: answer.noBadgeThisMonth,
            })}
            {!answer.complete && ` · ${say(answer.alone ? 'leader.beganLater' : 'leader.incomplete')}`}
          </p>
          <ul className={days.days}>
            {answer.days.map((record) => (
              <li key={record.day.date}>
                <button
                  type="button"
                  className={days.day}
                  data-date={record.day.date}
                  onClick={() => setOpen(record)}
                >
                  <span className={days.date}>{showDay(record.day.date, language)}</span>
                  <span className={days.worked}>{hoursOf(record.day.workedMinutes)}</span>
                  <span className={days.notes}>
                    {[
                      ...record.day.flags.map((flag) => flagWords(flag, record.day.sessions.length, say)),
                      ...(record.day.note === null ? [] : [record.day.note]),
                    ].join(' · ') || nothingNoted(record.day, say)}
                  </span>
                  <Icon name="forward" className={classes.smallIcon} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function nothingNoted({ sessions, states }: PersonDay, say: Say): string {
  if (sessions.length === 0) return say('presence.off')
  return states.includes('no-data') ? say('presence.no-data') : ''
}

/** Hours and minutes: "7:45". */
const hoursOf = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
