import type { ReactElement } from 'react'
import type { Say } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'

interface Props {
  readonly on: boolean
  readonly say: Say
  readonly onChange: (on: boolean) => void
}

/** Two buttons of which one is pressed: on, off. */
export function OnOff({ on, say, onChange }: Props): ReactElement {
  return (
    <>
      {[true, false].map((one) => (
        <button
          key={String(one)}
          type="button"
          className={one === on ? classes.primary : classes.plain}
          aria-pressed={one === on}
          onClick={() => onChange(one)}
        >
          {say(one ? 'room.on' : 'room.off')}
        </button>
      ))}
    </>
  )
}
