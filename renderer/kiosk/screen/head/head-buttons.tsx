import type { ReactElement } from 'react'
import type { DeskName } from '../../parts/desk-name.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import classes from './head-buttons.module.css'
import { LanguageButtons } from './language-buttons.tsx'

interface Props {
  readonly enrolled: boolean
  /** Whether this kiosk may still name people. */
  readonly named: boolean
  readonly onOpen: (desk: DeskName) => void
  readonly say: Say
}

/** The doors for those who look after the counter, and the language. */
export function HeadButtons({ enrolled, named, onOpen, say }: Props): ReactElement {
  return (
    <div className={classes.buttons}>
      {!enrolled && (
        <button
          type="button"
          className={classes.door}
          data-action="set-up"
          onClick={() => onOpen({ kind: 'set-up' })}
        >
          <Icon name="plug" className={classes.icon} />
          {say('setup.open')}
        </button>
      )}
      {enrolled && (
        <>
          {named && (
            <button
              type="button"
              className={classes.door}
              data-action="leader"
              onClick={() => onOpen({ kind: 'leader' })}
            >
              <Icon name="leader" className={classes.icon} />
              {say('leader.title')}
            </button>
          )}
          <button
            type="button"
            className={classes.door}
            data-action="settings"
            onClick={() => onOpen({ kind: 'settings' })}
          >
            <Icon name="settings" className={classes.icon} />
            {say('settings.title')}
          </button>
        </>
      )}
      <LanguageButtons />
    </div>
  )
}
