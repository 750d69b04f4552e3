import type { ReactElement } from 'react'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'

interface Props {
  readonly ready: boolean
  readonly onSend: () => void
  readonly onCancel: () => void
  readonly say: Say
}

/** The end of a form: put it on record, or leave it. */
export function FormFoot({ ready, onSend, onCancel, say }: Props): ReactElement {
  return (
    <div className={classes.footThatStays}>
      <button type="button" className={classes.plain} onClick={onCancel}>
        {say('desk.cancel')}
      </button>
      <button
        type="button"
        className={classes.primary}
        data-action="send"
        data-enter
        disabled={!ready}
        onClick={onSend}
      >
        <Icon name="check" className={classes.smallIcon} />
        {say('form.send')}
      </button>
    </div>
  )
}
