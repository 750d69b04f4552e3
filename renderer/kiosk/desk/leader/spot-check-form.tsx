import { type ReactElement, useState } from 'react'
import type { SpotFinding } from '../../../../core/kiosk/kiosk-visit-api.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import classes from '../desk.module.css'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { FormFoot } from './form-foot.tsx'
import type { FormProps } from './form-props.ts'

const FINDINGS: readonly { readonly finding: SpotFinding; readonly icon: IconName }[] = [
  { finding: 'badge-not-worn', icon: 'badgeOff' },
  { finding: 'dress', icon: 'guest' },
  { finding: 'absent-from-counter', icon: 'absent' },
]

/** What a leader saw at the counter. */
export function SpotCheckForm(props: FormProps): ReactElement {
  const { tools, visit, person, onDone, onCancel, onEnded } = props
  const { api, newId, say } = tools
  const [id] = useState(newId)
  const [finding, setFinding] = useState<SpotFinding | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)

  const send = async (): Promise<void> => {
    if (finding === null) return
    setAsking(true)
    const answer = await api
      .spotCheck({ id, visit, person: person.id, finding })
      .catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'recorded') return onDone(say('spot.done'))
    if (answer.kind === 'visit-ended') return onEnded()
    setTrouble(answer)
  }

  return (
    <div className={classes.stack} data-form="spot-check">
      <p className={classes.step}>{say('spot.words')}</p>
      <div className={classes.choices}>
        {FINDINGS.map(({ finding: one, icon }) => (
          <button
            key={one}
            type="button"
            className={finding === one ? classes.chosen : classes.choice}
            aria-pressed={finding === one}
            data-finding={one}
            onClick={() => setFinding(one)}
          >
            <Icon name={icon} className={classes.smallIcon} />
            {say(`finding.${one}`)}
          </button>
        ))}
      </div>
      <TroubleNote trouble={trouble} say={say} />
      <FormFoot
        ready={!asking && finding !== null}
        onSend={() => void send()}
        onCancel={onCancel}
        say={say}
      />
    </div>
  )
}
