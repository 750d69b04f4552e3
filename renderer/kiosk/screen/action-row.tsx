import type { ReactElement } from 'react'
import type { Counter } from '../counter/counter.ts'
import type { DeskName } from '../parts/desk-name.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import classes from './action-row.module.css'

interface Action {
  readonly id: string
  readonly icon: IconName
  readonly words:
    | 'before.out-duty'
    | 'before.out-private'
    | 'before.return'
    | 'before.leave'
    | 'forgotten.open'
  readonly act: () => void
}

interface Props {
  readonly counter: Counter
  /** Whether this kiosk may still name people: without names nobody signs in without a badge. */
  readonly named: boolean
  readonly onOpen: (desk: DeskName) => void
  readonly say: Say
}

/** What a person may say before showing the badge, and the way for whoever left it at home. */
export function ActionRow({ counter, named, onOpen, say }: Props): ReactElement {
  const actions: readonly Action[] = [
    {
      id: 'out-duty',
      icon: 'briefcase',
      words: 'before.out-duty',
      act: () => onOpen({ kind: 'step-out', intent: 'out-duty' }),
    },
    {
      id: 'out-private',
      icon: 'walk',
      words: 'before.out-private',
      act: () => onOpen({ kind: 'step-out', intent: 'out-private' }),
    },
    {
      id: 'return',
      icon: 'repeat',
      words: 'before.return',
      act: () => counter.prepare({ intent: 'return' }),
    },
    { id: 'leave', icon: 'leave', words: 'before.leave', act: () => counter.prepare({ intent: 'leave' }) },
    {
      id: 'forgotten',
      icon: 'badgeOff',
      words: 'forgotten.open',
      act: () => onOpen({ kind: 'forgotten' }),
    },
  ]
  return (
    <nav className={classes.row} aria-label={say('before.title')}>
      {actions
        .filter(({ id }) => named || id !== 'forgotten')
        .map(({ id, icon, words, act }) => (
          <button
            key={id}
            type="button"
            className={id === 'forgotten' ? classes.other : classes.button}
            data-action={id}
            onClick={act}
          >
            <Icon name={icon} className={classes.icon} />
            <span>{say(words)}</span>
          </button>
        ))}
    </nav>
  )
}
