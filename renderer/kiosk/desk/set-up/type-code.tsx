import { type ReactElement, type ReactNode, useState } from 'react'
import { TouchKeyboard } from '../../keyboard/touch-keyboard.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'

const CODE_LENGTH = 12
const GROUP = 4

const bareCode = (text: string): string => text.toUpperCase().replace(/[^0-9A-Z]/g, '')
/** In groups of four, as the district shows it, however it was typed. */
const groupCode = (text: string): string =>
  bareCode(text)
    .slice(0, CODE_LENGTH)
    .match(/.{1,4}/g)
    ?.join('-') ?? ''

interface Props {
  /** What stands above the field. */
  readonly children: ReactNode
  readonly go: string
  readonly disabled: boolean
  readonly onCode: (code: string) => void
  readonly say: Say
}

/** Takes a one-time code of the district by touch; the dashes come by themselves. */
export function TypeCode({ children, go, disabled, onCode, say }: Props): ReactElement {
  const [code, setCode] = useState('')
  const whole = bareCode(code).length === CODE_LENGTH
  return (
    <div className={classes.two}>
      <div className={classes.stack}>
        {children}
        <p className={classes.field} data-empty={code === ''} data-typed="code" aria-live="polite">
          {code === '' ? say('setup.code.empty') : code}
        </p>
        <button
          type="button"
          className={classes.primary}
          data-action="send-code"
          data-enter
          disabled={disabled || !whole}
          onClick={() => onCode(code)}
        >
          <Icon name="check" className={classes.smallIcon} />
          {go}
        </button>
      </div>
      <TouchKeyboard
        text={code}
        onText={(text) => setCode(groupCode(text))}
        most={CODE_LENGTH + CODE_LENGTH / GROUP - 1}
        kind="code"
        say={say}
      />
    </div>
  )
}
