import { type ReactElement, useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import classes from './pin-pad.module.css'
import { useInView } from './use-in-view.ts'
import { useTypingField } from './use-typing-field.ts'

/** Shortest and longest PIN the pad takes. */
export const SHORTEST_PIN = 4
export const LONGEST_PIN = 12

interface Props {
  readonly label: string
  readonly shortest?: number
  /** Nothing is taken while an answer is awaited or a pause runs. */
  readonly disabled?: boolean
  readonly onPin: (pin: string) => void
  readonly say: Say
}

/** A digit of the digit row or the number pad, with NumLock off and under a layout that has letters there as well. */
const digitOf = (physical: string | null, written: string | null): string | null =>
  [physical, written].find((each) => each !== null && /^\d$/.test(each)) ?? null

/** Takes a PIN by touch or from a keyboard. The digits are shown as dots, and are forgotten as soon as they are handed on. */
export function PinPad({
  label,
  shortest = SHORTEST_PIN,
  disabled = false,
  onPin,
  say,
}: Props): ReactElement {
  const [pin, setPin] = useState('')
  const pad = useInView<HTMLFieldSetElement>(`${pin.length} ${disabled}`)
  const finish = (): void => {
    setPin('')
    onPin(pin)
  }
  useTypingField({
    text: pin,
    onText: setPin,
    with(before, { physical, written }) {
      const digit = digitOf(physical, written)
      return digit === null ? before : (before + digit).slice(0, LONGEST_PIN)
    },
    without: (before) => before.slice(0, -1),
    disabled,
  })
  return (
    <fieldset ref={pad} className={classes.pad} aria-label={label} disabled={disabled}>
      <p className={classes.label}>{label}</p>
      <p className={classes.dots} aria-live="polite">
        <span className={classes.read}>{say('pin.typed', { count: pin.length })}</span>
        <span aria-hidden="true">{pin === '' ? '\u00a0' : '●'.repeat(pin.length)}</span>
      </p>
      <div className={classes.keys}>
        {Array.from('123456789').map((digit) => (
          <button
            key={digit}
            type="button"
            className={classes.key}
            onClick={() => setPin((before) => (before + digit).slice(0, LONGEST_PIN))}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          className={classes.other}
          aria-label={say('key.back')}
          onClick={() => setPin((before) => before.slice(0, -1))}
        >
          <Icon name="erase" className={classes.icon} />
        </button>
        <button
          type="button"
          className={classes.key}
          onClick={() => setPin((before) => `${before}0`.slice(0, LONGEST_PIN))}
        >
          0
        </button>
        <button
          type="button"
          className={classes.done}
          data-enter
          disabled={pin.length < shortest}
          onClick={finish}
        >
          <Icon name="check" className={classes.icon} />
          {say('pin.done')}
        </button>
      </div>
    </fieldset>
  )
}
