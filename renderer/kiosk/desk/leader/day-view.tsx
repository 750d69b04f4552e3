import type { ReactElement } from 'react'
import type { DayFact, DayOnRecord, ElsewhereScan } from '../../../../core/kiosk/kiosk-visit-api.ts'
import type { DayFlag, PersonDay } from '../../../../core/person-day/person-day.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import { showTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import view from './day-view.module.css'
import { elsewhereWords, factWords, flagWords, sessionName } from './day-words.ts'
import { OthersNote } from './others-note.tsx'
import type { PersonAction, WantedClaim } from './person-action.ts'
import { spanOfFlag } from './span-of-flag.ts'

interface Props {
  readonly record: DayOnRecord
  readonly zone: string
  /** Until when the day has come, UTC ms: nothing later can have been forgotten. */
  readonly now: number
  readonly say: Say
  readonly onAction: (action: PersonAction) => void
}

/** The scan a flag says is missing, ready to be vouched for; `null`: a flag about something else. */
export function wantedBy(flag: DayFlag, day: PersonDay): WantedClaim | null {
  const { session: index, code } = flag
  const session = index === undefined ? undefined : day.sessions[index]
  if (index === undefined || session === undefined) return null
  const side =
    code === 'absent' || code === 'missing-in' || code === 'missing-midday'
      ? 'in'
      : code === 'missing-out'
        ? 'out'
        : null
  if (side === null) return null
  return {
    kind: 'claim',
    date: day.date,
    session: index,
    sessions: day.sessions.length,
    side,
    at: side === 'in' ? session.start : session.end,
  }
}

/**
 * One day: its sessions with what was scanned, what is flagged and what can be done about it, and every fact on record;
 * those of another kiosk to be read only.
 */
export function DayView({ record, zone, now, say, onAction }: Props): ReactElement {
  const { day, facts, others } = record
  const count = day.sessions.length
  const time = (at: number | undefined): string => (at === undefined ? '–:–' : showTime(at, zone))
  return (
    <div className={view.day} data-day={day.date}>
      <section className={classes.panel}>
        <h2 className={view.heading}>{say('day.sessions')}</h2>
        <OthersNote others={others} asOf={day.asOf} zone={zone} say={say} />
        {count === 0 && <p className={classes.soft}>{day.note ?? say('sessions.none')}</p>}
        <ul className={view.rows}>
          {day.sessions.map(({ start, end }, index) => {
            const marks = day.marks[index]
            const state = day.states[index] ?? 'no-data'
            return (
              <li key={start} className={view.row}>
                <span className={view.what}>
                  {sessionName(index, count, say)} {showTime(start, zone)}–{showTime(end, zone)}
                </span>
                <span className={view.marks}>
                  {say('day.marks', { in: time(marks?.in?.at), out: time(marks?.out?.at) })}
                </span>
                <span>{say(`state.${state}`)}</span>
                {(['in', 'out'] as const).map((side) => {
                  const at = side === 'in' ? start : end
                  if (marks?.[side] != null || at > now) return null
                  return (
                    <button
                      key={side}
                      type="button"
                      className={view.small}
                      data-claim={`${index}-${side}`}
                      onClick={() =>
                        onAction({ kind: 'claim', date: day.date, session: index, sessions: count, side, at })
                      }
                    >
                      {say(`claim.open.${side}`)}
                    </button>
                  )
                })}
              </li>
            )
          })}
        </ul>
      </section>
      {day.flags.length > 0 && (
        <section className={classes.panel}>
          <h2 className={view.heading}>{say('day.flags')}</h2>
          <ul className={view.rows}>
            {day.flags.map((flag) => {
              const wanted = wantedBy(flag, day)
              return (
                <li key={`${flag.code}-${flag.session ?? ''}`} className={view.row} data-flag={flag.code}>
                  <Icon name="warning" className={view.flagIcon} />
                  <span className={view.what}>{flagWords(flag, count, say)}</span>
                  {wanted !== null && (
                    <button type="button" className={view.small} onClick={() => onAction(wanted)}>
                      {say('claim.open')}
                    </button>
                  )}
                  {EXCUSABLE.includes(flag.code) && (
                    <button
                      type="button"
                      className={view.small}
                      onClick={() =>
                        onAction({ kind: 'excuse', date: day.date, day, about: spanOfFlag(flag, day) })
                      }
                    >
                      {say('person.excuse')}
                    </button>
                  )}
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <section className={classes.panel}>
        <h2 className={view.heading}>{say('day.facts')}</h2>
        {facts.length === 0 && (others?.scans ?? []).length === 0 && (
          <p className={classes.soft}>{say(others === null ? 'day.facts.none' : 'day.facts.noneHere')}</p>
        )}
        <ul className={view.rows}>
          {inOrder(record).map((fact) =>
            'kind' in fact ? (
              <li key={fact.id} className={view.row} data-fact={fact.kind} data-annulled={fact.annulled}>
                <span className={view.time}>{showTime(fact.at, zone)}</span>
                <span className={fact.annulled ? view.annulled : view.what}>
                  {factWords(fact, zone, count, say)}
                </span>
                {fact.annulled ? (
                  <span className={view.word}>
                    <Icon name="ban" className={classes.smallIcon} />
                    {say('day.annulled')}
                  </span>
                ) : (
                  <button
                    type="button"
                    className={view.small}
                    data-annul={fact.id}
                    onClick={() => onAction({ kind: 'annul', fact, sessions: count })}
                  >
                    {say('annul.open')}
                  </button>
                )}
              </li>
            ) : (
              <li key={`elsewhere ${fact.at}`} className={view.row} data-elsewhere>
                <span className={view.time}>{showTime(fact.at, zone)}</span>
                <span className={view.what}>{elsewhereWords(fact, say)}</span>
                <span className={view.word}>
                  <Icon name="scanner" className={classes.smallIcon} />
                  {say('day.elsewhere')}
                </span>
              </li>
            ),
          )}
        </ul>
      </section>
    </div>
  )
}

/** Facts of this kiosk in the order of its log, those of another kiosk before the first that came after them. */
function inOrder({ facts, others }: DayOnRecord): readonly (DayFact | ElsewhereScan)[] {
  const there = [...(others?.scans ?? [])]
  const here = facts.flatMap((fact) => {
    const before = there.findIndex(({ at }) => at > fact.at)
    return [...there.splice(0, before < 0 ? there.length : before), fact]
  })
  return [...here, ...there]
}

/** Flags that a document may explain. */
const EXCUSABLE: readonly DayFlag['code'][] = ['late', 'early', 'absent', 'away', 'missing-in', 'missing-out']
