import { type ReactElement, useState } from 'react'
import { TouchKeyboard } from '../keyboard/touch-keyboard.tsx'
import { TypingPlace } from '../keyboard/typing-place.tsx'
import { Icon } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import classes from './desk.module.css'

const LONGEST_REASON = 200

interface Props {
  readonly prompt: string
  /** Common reasons in the words that go on record. */
  readonly reasons: readonly string[]
  readonly chosen: string
  readonly onChosen: (reason: string) => void
  readonly say: Say
}

/** A reason by one touch, or typed. */
export function ReasonPicker({ prompt, reasons, chosen, onChosen, say }: Props): ReactElement {
  const [typing, setTyping] = useState(false)
  return (
    <section className={classes.stack}>
      <p className={classes.step}>{prompt}</p>
      <div className={classes.choices}>
        {reasons.map((reason) => (
          <button
            key={reason}
            type="button"
            className={reason === chosen && !typing ? classes.chosen : classes.choice}
            aria-pressed={reason === chosen && !typing}
            onClick={() => {
              setTyping(false)
              onChosen(reason)
            }}
          >
            {reason}
          </button>
        ))}
        <button
          type="button"
          className={typing ? classes.chosen : classes.choice}
          aria-pressed={typing}
          onClick={() => {
            setTyping(true)
            onChosen('')
          }}
        >
          <Icon name="keyboard" className={classes.smallIcon} />
          {say('reason.other')}
        </button>
      </div>
      {typing && (
        <TypingPlace typed={chosen}>
          <p className={classes.field} data-empty={chosen === ''} aria-live="polite">
            {chosen === '' ? say('reason.typed') : chosen}
          </p>
          <TouchKeyboard text={chosen} onText={onChosen} most={LONGEST_REASON} say={say} />
        </TypingPlace>
      )}
    </section>
  )
}
