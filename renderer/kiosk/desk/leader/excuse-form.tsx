import { type ReactElement, useState } from 'react'
import type { CounterLeave } from '../../../../core/excuses/leave-types.ts'
import type { PersonDay } from '../../../../core/person-day/person-day.ts'
import { absenceName } from '../../../../core/symbols/absence-codes.ts'
import { instantOf, localTimeOf } from '../../../../core/time.ts'
import { TouchKeyboard } from '../../keyboard/touch-keyboard.tsx'
import { TypingPlace } from '../../keyboard/typing-place.tsx'
import { Icon } from '../../parts/icon.tsx'
import { showTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import { ReasonPicker } from '../reason-picker.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { sessionName } from './day-words.ts'
import { FormFoot } from './form-foot.tsx'
import type { FormProps } from './form-props.ts'
import type { Span } from './span-of-flag.ts'
import { TimeStepper } from './time-stepper.tsx'

const REASONS = ['excuse.reason.approved', 'excuse.reason.sick', 'excuse.reason.sent'] as const
const LONGEST_DOCUMENT = 60

interface Props extends FormProps {
  readonly leaves: readonly CounterLeave[]
  readonly date: string
  readonly day: PersonDay
  /** What is to be excused, where that is known. */
  readonly about: Span | null
}

/** Asks the district to excuse a part of a day: from when to when, as what, by which document. */
export function ExcuseForm(props: Props): ReactElement {
  const { tools, visit, person, leaves, date, day, about, zone, onDone, onCancel, onEnded } = props
  const { api, newId, say, language } = tools
  const first = day.sessions[0]?.start ?? instantOf(date, '07:30', zone)
  const last = day.sessions.at(-1)?.end ?? instantOf(date, '17:00', zone)
  const [id] = useState(newId)
  const [from, setFrom] = useState(about?.start ?? first)
  const [to, setTo] = useState(about?.end ?? last)
  const [code, setCode] = useState<string | null>(null)
  const [document, setDocument] = useState('')
  const [numbering, setNumbering] = useState(false)
  const needsDocument = leaves.some((leave) => leave.code === code && leave.needsDocument)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)

  const send = async (): Promise<void> => {
    if (code === null) return
    setAsking(true)
    setTrouble(null)
    setRefused(null)
    const local = (at: number): string => `${date}T${localTimeOf(at, zone)}`
    const answer = await api
      .requestExcuse({
        id,
        visit,
        person: person.id,
        from: local(from),
        to: local(to),
        code,
        document,
        reason,
      })
      .catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'requested') return onDone(say('excuse.done'))
    if (answer.kind === 'visit-ended') return onEnded()
    if (answer.kind === 'refused') return setRefused(say(`excuse.refused.${answer.reason}`))
    setTrouble(answer)
  }

  if (leaves.length === 0) {
    return (
      <div className={classes.stack} data-form="excuse">
        <p className={classes.soft} role="status" data-no-leaves>
          {say('excuse.none')}
        </p>
        <FormFoot ready={false} onSend={() => {}} onCancel={onCancel} say={say} />
      </div>
    )
  }
  const spans = [
    ...(about === null ? [] : [{ words: spanWords(about, zone), ...about }]),
    ...(day.sessions.length > 1 ? [{ words: say('session.one'), start: first, end: last }] : []),
    ...day.sessions.map(({ start, end }, index) => ({
      words: sessionName(index, day.sessions.length, say),
      start,
      end,
    })),
  ]
  return (
    <div className={classes.stack} data-form="excuse">
      <p className={classes.step}>{say('excuse.when')}</p>
      <div className={classes.row}>
        {spans.map(({ words, start, end }) => (
          <button
            key={words}
            type="button"
            className={from === start && to === end ? classes.primary : classes.plain}
            aria-pressed={from === start && to === end}
            onClick={() => {
              setFrom(start)
              setTo(end)
            }}
          >
            {words}
          </button>
        ))}
      </div>
      <TimeStepper label={say('excuse.from')} at={from} zone={zone} onAt={setFrom} say={say} />
      <TimeStepper label={say('excuse.to')} at={to} zone={zone} onAt={setTo} say={say} />
      <p className={classes.step}>{say('excuse.as')}</p>
      <div className={classes.row}>
        {leaves.map((leave) => (
          <button
            key={leave.code}
            type="button"
            className={code === leave.code ? classes.primary : classes.plain}
            aria-pressed={code === leave.code}
            data-code={leave.code}
            onClick={() => setCode(leave.code)}
          >
            {absenceName(leave.code, language, leave.name)}
          </button>
        ))}
      </div>
      <p className={classes.step}>{say('excuse.document')}</p>
      {needsDocument && document === '' && (
        <p className={classes.soft} role="status" data-needs-document>
          {say('excuse.document.needed')}
        </p>
      )}
      <div className={classes.row}>
        <button
          type="button"
          className={classes.plain}
          aria-expanded={numbering}
          data-action="document"
          onClick={() => setNumbering(!numbering)}
        >
          <Icon name="keyboard" className={classes.smallIcon} />
          {document === '' ? say('excuse.document.none') : document}
        </button>
      </div>
      {numbering && (
        <TypingPlace typed={document}>
          <p className={classes.field} data-empty={document === ''} aria-live="polite">
            {document === '' ? say('excuse.document.none') : document}
          </p>
          <TouchKeyboard
            text={document}
            onText={setDocument}
            most={LONGEST_DOCUMENT}
            kind="capitals"
            say={say}
          />
        </TypingPlace>
      )}
      <ReasonPicker
        prompt={say('form.reason')}
        reasons={REASONS.map((key) => say(key))}
        chosen={reason}
        onChosen={setReason}
        say={say}
      />
      <TroubleNote trouble={trouble} say={say} />
      {refused !== null && (
        <p className={classes.attention} role="alert">
          <Icon name="warning" className={classes.smallIcon} />
          {refused}
        </p>
      )}
      <FormFoot
        ready={!asking && code !== null && reason.trim() !== ''}
        onSend={() => void send()}
        onCancel={onCancel}
        say={say}
      />
    </div>
  )
}

const spanWords = ({ start, end }: Span, zone: string): string =>
  `${showTime(start, zone)}–${showTime(end, zone)}`
