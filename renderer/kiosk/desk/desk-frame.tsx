import { type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react'
import { Icon, type IconName } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import classes from './desk.module.css'
import { useDeskKeys } from './use-desk-keys.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

interface Props {
  /** Stands for the screen in tests and style, never shown. */
  readonly name: string
  readonly icon: IconName
  readonly title: string
  /** What stands beside the title, such as whose screen it is. */
  readonly note?: string | null
  /** One step back inside the screen; left out on its first step. */
  readonly onBack?: (() => void) | undefined
  readonly onClose: () => void
  /** Seconds without a touch after which the screen closes itself. */
  readonly closesAfterSeconds: number
  readonly say: Say
  readonly children: ReactNode
}

/** The frame of every screen that lies over the counter: title, the seconds until it closes itself, the way out. */
export function DeskFrame(props: Props): ReactElement {
  const { name, icon, title, note = null, onBack, onClose, closesAfterSeconds, say, children } = props
  const left = useSecondsLeft(closesAfterSeconds, onClose)
  const label = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const desk = useRef<HTMLDivElement>(null)
  const ignored = useDeskKeys(desk, onBack ?? onClose)

  // Whoever reads by ear or moves by key begins at the title of what has just opened.
  useEffect(() => {
    if (title !== '') heading.current?.focus()
  }, [title])

  return (
    <div
      ref={desk}
      className={classes.desk}
      role="dialog"
      aria-modal="true"
      aria-labelledby={label}
      data-desk={name}
    >
      <header className={classes.head}>
        <Icon name={icon} className={classes.headIcon} />
        <div className={classes.heading}>
          <h1 ref={heading} id={label} tabIndex={-1} className={classes.title}>
            {title}
          </h1>
          {note !== null && <p className={classes.note}>{note}</p>}
        </div>
        <p className={left <= 10 ? classes.closesSoon : classes.closes} data-seconds-left={left}>
          <Icon name="clock" className={classes.smallIcon} />
          {say('desk.closes', { seconds: left })}
        </p>
        <div className={classes.ways}>
          {onBack !== undefined && (
            <button type="button" className={classes.plain} onClick={onBack}>
              <Icon name="back" className={classes.smallIcon} />
              {say('desk.back')}
            </button>
          )}
          <button type="button" className={classes.plain} onClick={onClose}>
            <Icon name="cross" className={classes.smallIcon} />
            {say('desk.close')}
          </button>
        </div>
      </header>
      <div className={classes.body}>
        <div role="status" className={classes.alert}>
          {ignored !== null && (
            <p className={classes.attention} data-keys-ignored={ignored}>
              <Icon name={ignored === 'machine' ? 'scanner' : 'keyboard'} className={classes.smallIcon} />
              <span>{say(`keys.${ignored}`)}</span>
            </p>
          )}
        </div>
        {children}
      </div>
    </div>
  )
}
