import { type ReactElement, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { PinProof } from '../../../core/kiosk/kiosk-desk-api.ts'
import type { OpenVisitAnswer } from '../../../core/kiosk/kiosk-visit-api.ts'
import type { ScanMethod } from '../counter/counter.ts'
import { PinPad } from '../keyboard/pin-pad.tsx'
import { Icon } from '../parts/icon.tsx'
import { ChangePin } from './change-pin.tsx'
import classes from './desk.module.css'
import type { DeskTools } from './desk-tools.ts'
import { LeaderList } from './leader-list.tsx'
import type { Trouble } from './trouble.ts'
import { TroubleNote } from './trouble-note.tsx'

export type OpenedVisit = Extract<OpenVisitAnswer, { kind: 'opened' }>

/** Who asks to be let in: touched in the list, or by the badge before the camera. */
type Guest =
  | { readonly kind: 'person'; readonly person: string; readonly name: string }
  | { readonly kind: 'badge'; readonly code: string }

interface Props {
  readonly tools: DeskTools
  readonly onOpened: (visit: OpenedVisit) => void
  /** Stands over the list, for whoever asked for a leader; gone when the leader types. */
  readonly children?: ReactNode
}

/**
 * Lets a ward leader in: badge or a touch of the name, then the PIN. A badge that turns out to be nobody's key is
 * recorded as a scan.
 */
export function LeaderDoor({ tools, onOpened, children }: Props): ReactElement {
  const { api, counter, say } = tools
  const [guest, setGuest] = useState<Guest | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState(false)
  /** A PIN that somebody else set, as it was typed: it is changed before it opens anything. */
  const [toChange, setToChange] = useState<PinProof | null>(null)
  const pending = useRef<{ readonly code: string; readonly method: ScanMethod } | null>(null)

  const giveBack = useCallback((): void => {
    const shown = pending.current
    pending.current = null
    if (shown !== null) counter.record(shown.code, shown.method)
  }, [counter])

  useEffect(() => {
    const end = counter.lend((code, method) => {
      if (pending.current?.code === code) return
      // A second badge before the first was used: both were held up, neither is lost.
      giveBack()
      pending.current = { code, method }
      setTrouble(null)
      setGuest({ kind: 'badge', code })
    })
    return () => {
      end()
      giveBack()
    }
  }, [counter, giveBack])

  const knock = async (pin: string): Promise<void> => {
    if (guest === null) return
    setAsking(true)
    const proof =
      guest.kind === 'badge'
        ? { kind: 'badge' as const, code: guest.code, pin }
        : { kind: 'person' as const, person: guest.person, pin }
    const answer = await api.openVisit({ for: 'leader', proof }).catch(() => ({ kind: 'failed' as const }))
    setAsking(false)
    if (answer.kind === 'opened') {
      pending.current = null
      return onOpened(answer)
    }
    if (answer.kind === 'pin-to-change') return setToChange(proof)
    setTrouble(answer)
    if (answer.kind !== 'not-a-leader' && answer.kind !== 'no-pin') return
    giveBack()
    setGuest(null)
  }

  const onPauseOver = useCallback(() => setTrouble(null), [])

  if (guest !== null && toChange !== null) {
    return (
      <ChangePin
        tools={tools}
        proof={toChange}
        name={guest.kind === 'person' ? guest.name : say('door.badge.holder')}
        rank="leader"
        onChanged={(pin) => {
          setToChange(null)
          void knock(pin)
        }}
      />
    )
  }
  if (guest !== null) {
    return (
      <div className={classes.centre}>
        <TroubleNote trouble={trouble} say={say} onPauseOver={onPauseOver} />
        <PinPad
          label={guest.kind === 'person' ? say('door.pin.of', { name: guest.name }) : say('door.pin')}
          disabled={asking || trouble?.kind === 'pin-locked'}
          onPin={(pin) => void knock(pin)}
          say={say}
        />
        {guest.kind === 'person' && (
          <button
            type="button"
            className={classes.plain}
            data-action="other-leader"
            disabled={asking}
            onClick={() => {
              setTrouble(null)
              setGuest(null)
            }}
          >
            <Icon name="leader" className={classes.smallIcon} />
            {say('door.other')}
          </button>
        )}
      </div>
    )
  }
  return (
    <div className={classes.centre}>
      {children}
      <TroubleNote trouble={trouble} say={say} />
      <LeaderList
        tools={tools}
        onChosen={({ id, name, hasPin }) => {
          // Without a PIN there is nothing to type: what to do about it is said at once.
          if (!hasPin) return setTrouble({ kind: 'no-pin' })
          setTrouble(null)
          setGuest({ kind: 'person', person: id, name })
        }}
      />
    </div>
  )
}
