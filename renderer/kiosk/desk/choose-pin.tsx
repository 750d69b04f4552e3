import { type ReactElement, useState } from 'react'
import type { PinRank } from '../../../core/desk/weak-pin.ts'
import { PinPad } from '../keyboard/pin-pad.tsx'
import type { Say } from '../text/kiosk-text.ts'
import classes from './desk.module.css'
import type { Trouble } from './trouble.ts'
import { TroubleNote } from './trouble-note.tsx'

interface Props {
  readonly label: string
  /** Whose PIN it will be; staff's where left out. */
  readonly rank?: PinRank
  /** @returns what is wrong with the PIN, or `null` when it is set */
  readonly set: (pin: string) => Promise<Trouble | null>
  readonly say: Say
}

/** Takes a new PIN twice; whoever mistypes begins again. */
export function ChoosePin({ label, rank = 'staff', set, say }: Props): ReactElement {
  const [first, setFirst] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)

  const take = async (pin: string): Promise<void> => {
    setTrouble(null)
    if (first === null) return setFirst(pin)
    setFirst(null)
    if (pin !== first) return setTrouble({ kind: 'different' })
    setAsking(true)
    setTrouble(await set(pin).catch((): Trouble => ({ kind: 'failed' })))
    setAsking(false)
  }

  return (
    <div className={classes.centre}>
      <TroubleNote trouble={trouble} say={say} />
      <p className={classes.soft}>{say(`pin.advice.${rank}`)}</p>
      <PinPad
        key={first === null ? 'first' : 'again'}
        label={first === null ? label : say('pin.again')}
        disabled={asking}
        onPin={(pin) => void take(pin)}
        say={say}
      />
    </div>
  )
}
