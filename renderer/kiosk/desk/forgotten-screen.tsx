import { type ReactElement, useCallback, useState } from 'react'
import type { FoundPerson } from '../../../core/kiosk/kiosk-desk-api.ts'
import { PinPad } from '../keyboard/pin-pad.tsx'
import { Icon } from '../parts/icon.tsx'
import { ChangePin } from './change-pin.tsx'
import { ChoosePin } from './choose-pin.tsx'
import classes from './desk.module.css'
import { DeskFrame } from './desk-frame.tsx'
import type { DeskTools } from './desk-tools.ts'
import { FindPerson } from './find-person.tsx'
import { HandOverBadge } from './hand-over-badge.tsx'
import { LeaderDoor } from './leader-door.tsx'
import type { Trouble } from './trouble.ts'
import { TroubleNote } from './trouble-note.tsx'

/** Why somebody came without the badge; the wording goes on record. */
const REASONS = ['forgotten.reason.home', 'forgotten.reason.lost', 'forgotten.reason.broken'] as const

type Step =
  | { readonly kind: 'find' }
  | { readonly kind: 'reason'; readonly person: FoundPerson }
  | { readonly kind: 'pin'; readonly person: FoundPerson; readonly reason: string }
  /** The right PIN, but somebody else set it. */
  | {
      readonly kind: 'change-pin'
      readonly person: FoundPerson
      readonly reason: string
      readonly pin: string
    }
  | { readonly kind: 'door'; readonly person: FoundPerson; readonly reason: string }
  | {
      readonly kind: 'with-leader'
      readonly person: FoundPerson
      readonly reason: string
      readonly visit: string
      /** The leader has just set a PIN. */
      readonly pinSet?: boolean
    }
  | {
      readonly kind: 'new-pin' | 'badge'
      readonly person: FoundPerson
      readonly reason: string
      readonly visit: string
    }

interface Props {
  readonly tools: DeskTools
  readonly onClose: () => void
}

/** "Quên thẻ": find oneself, say why, prove it by the own PIN or a leader's word. */
export function ForgottenScreen({ tools, onClose }: Props): ReactElement {
  const { api, counter, newId, say } = tools
  const [step, setStep] = useState<Step>({ kind: 'find' })
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)
  const onPauseOver = useCallback(() => setTrouble(null), [])

  const close = useCallback((): void => {
    if ('visit' in step) api.closeVisit({ visit: step.visit }).catch(() => {})
    onClose()
  }, [api, step, onClose])

  const go = (next: Step): void => {
    setTrouble(null)
    setStep(next)
  }

  const signIn = async (
    person: FoundPerson,
    reason: string,
    proof: Parameters<typeof api.signIn>[0]['proof'],
  ): Promise<void> => {
    setAsking(true)
    const answer = await api
      .signIn({ id: newId(), person: person.id, proof, reason })
      .catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'pin-to-change' && proof.kind === 'pin') {
      return go({ kind: 'change-pin', person, reason, pin: proof.pin })
    }
    if (answer.kind !== 'recorded') return setTrouble(answer)
    counter.signedIn(answer)
    close()
  }

  const body = (): ReactElement => {
    switch (step.kind) {
      case 'find':
        return (
          <FindPerson
            tools={tools}
            prompt={say('forgotten.find')}
            onChosen={(person) => go({ kind: 'reason', person })}
          />
        )
      case 'reason':
        return (
          <>
            <p className={classes.step}>{say('forgotten.why')}</p>
            <div className={classes.choices}>
              {REASONS.map((key) => (
                <button
                  key={key}
                  type="button"
                  className={classes.choice}
                  onClick={() =>
                    go({ kind: step.person.hasPin ? 'pin' : 'door', person: step.person, reason: say(key) })
                  }
                >
                  {say(key)}
                </button>
              ))}
            </div>
          </>
        )
      case 'pin':
        return (
          <div className={classes.centre}>
            <TroubleNote trouble={trouble} say={say} onPauseOver={onPauseOver} />
            <PinPad
              label={say('forgotten.pin')}
              disabled={asking || trouble?.kind === 'pin-locked'}
              onPin={(pin) => void signIn(step.person, step.reason, { kind: 'pin', pin })}
              say={say}
            />
            <button
              type="button"
              className={classes.plain}
              data-action="by-leader"
              onClick={() => go({ ...step, kind: 'door' })}
            >
              <Icon name="leader" className={classes.smallIcon} />
              {say('forgotten.byLeader')}
            </button>
          </div>
        )
      case 'change-pin':
        return (
          <ChangePin
            tools={tools}
            proof={{ kind: 'person', person: step.person.id, pin: step.pin }}
            name={step.person.name}
            rank="staff"
            onChanged={(pin) => {
              go({ kind: 'pin', person: step.person, reason: step.reason })
              void signIn(step.person, step.reason, { kind: 'pin', pin })
            }}
          />
        )
      case 'door':
        return (
          <LeaderDoor tools={tools} onOpened={({ visit }) => go({ ...step, kind: 'with-leader', visit })}>
            {!step.person.hasPin && (
              <p className={classes.lead}>{say('forgotten.noPin', { name: step.person.name })}</p>
            )}
          </LeaderDoor>
        )
      case 'with-leader':
        return (
          <>
            <TroubleNote trouble={trouble} say={say} />
            {step.pinSet === true && (
              <p className={classes.good} role="status">
                <Icon name="check" className={classes.smallIcon} />
                {say('pin.set.other', { name: step.person.name })}
              </p>
            )}
            <p className={classes.step}>{say('forgotten.withLeader', { name: step.person.name })}</p>
            <div className={classes.choices}>
              <button
                type="button"
                className={classes.primary}
                data-action="vouch"
                data-enter
                disabled={asking}
                onClick={() => void signIn(step.person, step.reason, { kind: 'visit', visit: step.visit })}
              >
                <Icon name="check" className={classes.smallIcon} />
                {say('forgotten.vouch')}
              </button>
              <button
                type="button"
                className={classes.choice}
                data-action="set-pin"
                onClick={() => go({ ...step, kind: 'new-pin' })}
              >
                <Icon name="shield" className={classes.smallIcon} />
                {step.person.hasPin ? say('person.pin.again') : say('person.pin.first')}
              </button>
              <button
                type="button"
                className={classes.choice}
                data-action="hand-over"
                onClick={() => go({ ...step, kind: 'badge' })}
              >
                <Icon name="idCard" className={classes.smallIcon} />
                {say('person.badge')}
              </button>
            </div>
          </>
        )
      case 'new-pin':
        return (
          <ChoosePin
            label={say('pin.new', { name: step.person.name })}
            say={say}
            set={async (pin) => {
              const answer = await api.setPin({ visit: step.visit, person: step.person.id, pin })
              if (answer.kind !== 'set') return answer
              go({ ...step, kind: 'with-leader', person: { ...step.person, hasPin: true }, pinSet: true })
              return null
            }}
          />
        )
      case 'badge':
        return (
          <HandOverBadge
            tools={tools}
            visit={step.visit}
            person={step.person}
            onDone={close}
            onEnded={close}
          />
        )
    }
  }

  return (
    <DeskFrame
      name="forgotten"
      icon="badgeOff"
      title={say('forgotten.title')}
      note={'person' in step ? `${step.person.name} · ${step.person.title}` : null}
      onBack={step.kind === 'find' ? undefined : () => go({ kind: 'find' })}
      onClose={close}
      closesAfterSeconds={45}
      say={say}
    >
      {body()}
    </DeskFrame>
  )
}
