import { type ReactElement, useEffect, useState } from 'react'
import { Icon } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import classes from './desk.module.css'
import { type Trouble, troubleWords } from './trouble.ts'

interface Props {
  readonly trouble: Trouble | null
  readonly say: Say
  /** The pause after wrong PINs is over. */
  readonly onPauseOver?: () => void
}

/** Minutes and seconds: "1:05". */
const clockOf = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Says what went wrong; a pause after wrong PINs counts down until it is over. */
export function TroubleNote({ trouble, say, onPauseOver }: Props): ReactElement {
  const [left, setLeft] = useState(0)
  const waitMs = trouble?.kind === 'pin-locked' ? trouble.waitMs : null

  useEffect(() => {
    if (waitMs === null) return
    const untilMs = performance.now() + waitMs
    setLeft(Math.ceil(waitMs / 1000))
    const timer = setInterval(() => {
      const seconds = Math.max(0, Math.ceil((untilMs - performance.now()) / 1000))
      setLeft(seconds)
      if (seconds > 0) return
      clearInterval(timer)
      onPauseOver?.()
    }, 250)
    return () => clearInterval(timer)
  }, [waitMs, onPauseOver])

  return (
    <div role="alert" className={classes.alert}>
      {trouble !== null && (
        <p
          className={trouble.kind === 'not-recorded' ? classes.bad : classes.attention}
          data-trouble={trouble.kind}
        >
          <Icon name={trouble.kind === 'pin-locked' ? 'wait' : 'warning'} className={classes.smallIcon} />
          <span>
            {troubleWords(trouble, say)}
            {waitMs !== null && <strong aria-live="off"> {clockOf(left)}</strong>}
          </span>
        </p>
      )}
    </div>
  )
}
