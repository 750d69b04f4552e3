import { type ReactElement, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { showTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import { ReasonPicker } from '../reason-picker.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { sessionName } from './day-words.ts'
import { FormFoot } from './form-foot.tsx'
import type { FormProps } from './form-props.ts'
import { othersDoubt } from './others-note.tsx'
import type { WantedClaim } from './person-action.ts'
import { TimeStepper } from './time-stepper.tsx'

const REASONS = [
  'claim.reason.forgot',
  'claim.reason.duty',
  'claim.reason.queue',
  'claim.reason.kiosk',
] as const

interface Props extends FormProps {
  readonly wanted: WantedClaim
}

/** A leader vouches for a forgotten scan: person, session and time stand there, the reason is asked. */
export function ClaimForm(props: Props): ReactElement {
  const { tools, visit, person, zone, wanted, onDone, onCancel, onEnded } = props
  const { api, newId, say } = tools
  const [id] = useState(newId)
  const [at, setAt] = useState(wanted.at)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)

  const send = async (): Promise<void> => {
    setAsking(true)
    setTrouble(null)
    setRefused(null)
    const { date, session, side } = wanted
    const answer = await api
      .claim({ id, visit, person: person.id, date, session, side, at, reason })
      .catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'recorded') {
      const doubt = othersDoubt(answer.others, say)
      return onDone([say(`claim.${answer.outcome}`), ...(doubt === null ? [] : [doubt])].join(' '))
    }
    if (answer.kind === 'visit-ended') return onEnded()
    if (answer.kind === 'refused') return setRefused(say(`claim.refused.${answer.reason}`))
    setTrouble(answer)
  }

  return (
    <div className={classes.stack} data-form="claim">
      <p className={classes.lead}>
        {say(`claim.words.${wanted.side}`, {
          name: person.name,
          session: sessionName(wanted.session, wanted.sessions, say),
          time: showTime(at, zone),
        })}
      </p>
      <TimeStepper label={say('form.time')} at={at} zone={zone} onAt={setAt} say={say} />
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
        ready={!asking && reason.trim() !== ''}
        onSend={() => void send()}
        onCancel={onCancel}
        say={say}
      />
    </div>
  )
}
