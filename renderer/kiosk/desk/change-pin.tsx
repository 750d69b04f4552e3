import type { ReactElement } from 'react'
import type { PinRank } from '../../../core/desk/weak-pin.ts'
import type { PinProof } from '../../../core/kiosk/kiosk-desk-api.ts'
import { ChoosePin } from './choose-pin.tsx'
import classes from './desk.module.css'
import type { DeskTools } from './desk-tools.ts'

interface Props {
  readonly tools: DeskTools
  /** The PIN that somebody else set, as its owner has just typed it. */
  readonly proof: PinProof
  /** Who is spoken to: somebody else may stand at the screen as well. */
  readonly name: string
  readonly rank: PinRank
  /** What was wanted goes on with the new one. */
  readonly onChanged: (pin: string) => void
}

/** Takes the place of the answer to a PIN that somebody else set: its owner chooses one at once. */
export function ChangePin({ tools: { api, say }, proof, name, rank, onChanged }: Props): ReactElement {
  return (
    <div className={classes.stack} data-change-pin="">
      <p className={classes.lead}>{say('pin.change.why', { name })}</p>
      <ChoosePin
        label={say('pin.change.new', { name })}
        rank={rank}
        say={say}
        set={async (next) => {
          const answer = await api.changePin({ proof, next })
          if (answer.kind !== 'set') return answer
          onChanged(next)
          return null
        }}
      />
    </div>
  )
}
