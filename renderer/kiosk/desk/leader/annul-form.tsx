import { type ReactElement, useState } from 'react'
import type { DayFact } from '../../../../core/kiosk/kiosk-visit-api.ts'
import { showTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import { ReasonPicker } from '../reason-picker.tsx'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { factWords } from './day-words.ts'
import { FormFoot } from './form-foot.tsx'
import type { FormProps } from './form-props.ts'

const REASONS = ['annul.reason.other', 'annul.reason.test', 'annul.reason.mistake'] as const

interface Props extends FormProps {
  readonly fact: DayFact
  readonly sessions: number
}

/** Marks a fact as not true; it stays on record with the reason beside it. */
export function AnnulForm(props: Props): ReactElement {
  const { tools, visit, fact, sessions, zone, onDone, onCancel, onEnded } = props
  const { api, newId, say } = tools
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)

  const send = async (): Promise<void> => {
    setAsking(true)
    const answer = await api
      .annul({ id, visit, event: fact.id, reason })
      .catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'recorded') return onDone(say('annul.done'))
    if (answer.kind === 'visit-ended') return onEnded()
    setTrouble(answer)
  }

  return (
    <div className={classes.stack} data-form="annul">
      <p className={classes.lead}>
        <strong>{showTime(fact.at, zone)}</strong> {factWords(fact, zone, sessions, say)}
      </p>
      <p className={classes.soft}>{say('annul.words')}</p>
      <ReasonPicker
        prompt={say('form.reason')}
        reasons={REASONS.map((key) => say(key))}
        chosen={reason}
        onChosen={setReason}
        say={say}
      />
      <TroubleNote trouble={trouble} say={say} />
      <FormFoot
        ready={!asking && reason.trim() !== ''}
        onSend={() => void send()}
        onCancel={onCancel}
        say={say}
      />
    </div>
  )
}
