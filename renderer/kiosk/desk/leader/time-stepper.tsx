import type { ReactElement } from 'react'
import type { Say } from '../../text/kiosk-text.ts'
import { showTime } from '../../text/show-time.ts'
import classes from '../desk.module.css'
import stepper from './time-stepper.module.css'

const MINUTE_MS = 60_000
const STEPS = [-60, -15, -5, -1, 1, 5, 15, 60] as const

interface Props {
  readonly label: string
  /** UTC ms. */
  readonly at: number
  readonly zone: string
  readonly onAt: (at: number) => void
  readonly say: Say
}

/** A time of day moved by touch, in steps of 1, 5, 15 and 60 minutes. */
export function TimeStepper({ label, at, zone, onAt, say }: Props): ReactElement {
  const button = (minutes: number): ReactElement => (
    <button
      key={minutes}
      type="button"
      className={classes.plain}
      aria-label={say(minutes < 0 ? 'time.earlier' : 'time.later', { minutes: Math.abs(minutes) })}
      onClick={() => onAt(at + minutes * MINUTE_MS)}
    >
      {minutes < 0 ? `−${-minutes}` : `+${minutes}`}
    </button>
  )
  return (
    <fieldset className={stepper.stepper} aria-label={label}>
      <span className={stepper.label}>{label}</span>
      {STEPS.filter((minutes) => minutes < 0).map(button)}
      <output className={stepper.time} aria-live="polite">
        {showTime(at, zone)}
      </output>
      {STEPS.filter((minutes) => minutes > 0).map(button)}
    </fieldset>
  )
}
