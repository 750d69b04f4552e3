import { type ReactElement, useState } from 'react'
import type { Prepared } from '../counter/prepared.ts'
import { TouchKeyboard } from '../keyboard/touch-keyboard.tsx'
import { TypingPlace } from '../keyboard/typing-place.tsx'
import type { StepOut } from '../parts/desk-name.ts'
import { Icon } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import { showTime } from '../text/show-time.ts'
import { backTimes } from './back-times.ts'
import classes from './desk.module.css'
import { DeskFrame } from './desk-frame.tsx'
import { LONGEST_PURPOSE, PURPOSES } from './purposes.ts'

interface Props {
  readonly intent: StepOut
  /** The kiosk's corrected time, UTC ms. */
  readonly now: number
  readonly sessions: readonly { readonly start: number; readonly end: number }[]
  readonly zone: string
  readonly say: Say
  readonly onPrepared: (prepared: Omit<Prepared, 'untilMs'>) => void
  readonly onClose: () => void
}

/** What for and until when, before the badge: two touches, or a sentence typed by hand. */
export function StepOutScreen(props: Props): ReactElement {
  const { intent, now, sessions, zone, say, onPrepared, onClose } = props
  const [purpose, setPurpose] = useState<string | null>(null)
  const [typing, setTyping] = useState<string | null>(null)
  const finish = (backAt: number | undefined): void =>
    onPrepared({
      intent,
      ...(purpose === null || purpose === '' ? {} : { purpose }),
      ...(backAt === undefined ? {} : { backAt }),
    })
  const back = typing !== null ? () => setTyping(null) : purpose !== null ? () => setPurpose(null) : undefined

  return (
    <DeskFrame
      name="step-out"
      icon={intent === 'out-duty' ? 'briefcase' : 'walk'}
      title={say(`intent.${intent}`)}
      note={purpose}
      onBack={back}
      onClose={onClose}
      closesAfterSeconds={30}
      say={say}
    >
      {typing !== null ? (
        <>
          <TypingPlace typed={typing}>
            <p className={classes.field} data-empty={typing === ''} aria-live="polite">
              {typing === '' ? say('before.purpose.typed') : typing}
            </p>
            <TouchKeyboard text={typing} onText={setTyping} most={LONGEST_PURPOSE} say={say} />
          </TypingPlace>
          <div className={classes.foot}>
            <button
              type="button"
              className={classes.primary}
              data-enter
              disabled={typing.trim() === ''}
              onClick={() => {
                setPurpose(typing.trim())
                setTyping(null)
              }}
            >
              {say('desk.next')}
              <Icon name="forward" className={classes.smallIcon} />
            </button>
          </div>
        </>
      ) : purpose === null ? (
        <>
          <p className={classes.step}>{say('before.purpose')}</p>
          <div className={classes.choices}>
            {PURPOSES[intent].map((key) => (
              <button key={key} type="button" className={classes.choice} onClick={() => setPurpose(say(key))}>
                {say(key)}
              </button>
            ))}
            <button type="button" className={classes.choice} onClick={() => setTyping('')}>
              <Icon name="keyboard" className={classes.smallIcon} />
              {say('before.purpose.other')}
            </button>
          </div>
        </>
      ) : (
        <>
          <p className={classes.step}>{say('before.back')}</p>
          <div className={classes.choices}>
            {backTimes(now, sessions).map((at) => (
              <button key={at} type="button" className={classes.choice} onClick={() => finish(at)}>
                {showTime(at, zone)}
              </button>
            ))}
            <button type="button" className={classes.choice} onClick={() => finish(undefined)}>
              {say('before.back.unknown')}
            </button>
          </div>
        </>
      )}
    </DeskFrame>
  )
}
