import { type ReactElement, type ReactNode, useCallback, useEffect, useState } from 'react'
import type { LeaderPins as Pins } from '../../../../core/kiosk/kiosk-settings-api.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import { ChoosePin } from '../choose-pin.tsx'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import type { Trouble } from '../trouble.ts'
import { TroubleNote } from '../trouble-note.tsx'
import { type Choosing, type Leader, LeaderPinsList } from './leader-pins-list.tsx'

/** The people come from the district some seconds after enrolment. */
const ASK_AGAIN_MS = 2_000

interface Props {
  readonly tools: DeskTools
  readonly visit: string
  /** Just enrolled: says what comes next. */
  readonly first: boolean
  readonly onEnded: () => void
}

/** Who of the point's leaders has a PIN; the administrator gives the first ones, one after the other. */
export function LeaderPins({ tools, visit, first, onEnded }: Props): ReactElement {
  const { api, say } = tools
  const [shown, setShown] = useState<Pins | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const [said, setSaid] = useState<string | null>(null)

  const ask = useCallback(async (): Promise<void> => {
    const answer = await api.leaderPins({ visit }).catch(() => ({ kind: 'failed' as const }))
    if (answer.kind === 'visit-ended') return onEnded()
    if (answer.kind !== 'pins') return setTrouble(answer)
    setTrouble(null)
    setShown(answer)
  }, [api, visit, onEnded])

  const waits = shown === null || shown.leaders === null || !shown.shared
  useEffect(() => {
    void ask()
    if (!waits) return
    const timer = setInterval(() => void ask(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [ask, waits])

  const leaders = shown?.leaders ?? []
  const haveAll = leaders.length > 0 && leaders.every(({ pin }) => pin !== null)

  const done = (words: string, next: readonly Leader[]): void => {
    setSaid(words)
    setChoosing(next.length === 0 ? null : { kind: 'leaders', queue: next })
    void ask()
  }
  const choose = (next: Choosing | null): void => {
    setSaid(null)
    setChoosing(next)
  }

  const good = said !== null && (
    <p className={classes.good} role="status">
      <Icon name="check" className={classes.smallIcon} />
      {said}
    </p>
  )
  if (choosing?.kind === 'administrator') {
    return (
      <Form onList={() => choose(null)} say={say}>
        <ChoosePin
          label={say('settings.pin.choose')}
          rank="administrator"
          say={say}
          set={async (pin) => {
            const answer = await api.setAdministratorPin({ pin, visit })
            if (answer.kind === 'visit-ended') onEnded()
            if (answer.kind !== 'set') return answer
            done(say('pin.set'), [])
            return null
          }}
        />
      </Form>
    )
  }
  const [leader, ...rest] = choosing?.queue ?? []
  if (leader !== undefined) {
    return (
      <Form
        onList={() => choose(null)}
        onSkip={rest.length === 0 ? undefined : () => choose({ kind: 'leaders', queue: rest })}
        say={say}
      >
        {good}
        <ChoosePin
          key={leader.id}
          label={say('pin.new', { name: leader.name })}
          rank="leader"
          say={say}
          set={async (pin) => {
            const answer = await api.setPin({ visit, person: leader.id, pin })
            if (answer.kind === 'visit-ended') onEnded()
            if (answer.kind !== 'set') return answer
            done(say('pin.set.other', { name: leader.name }), rest)
            return null
          }}
        />
      </Form>
    )
  }
  return (
    <div className={classes.stack} data-pins="list">
      <p className={classes.lead}>{say(first && !haveAll ? 'pins.next' : 'pins.lead')}</p>
      {good}
      <TroubleNote trouble={trouble} say={say} />
      {shown === null ? (
        <p className={classes.lead}>{say('desk.loading')}</p>
      ) : (
        <LeaderPinsList shown={shown} zone={tools.kiosk.zone} say={say} onChoose={choose} />
      )}
    </div>
  )
}

function Form({
  onList,
  onSkip,
  say,
  children,
}: {
  readonly onList: () => void
  readonly onSkip?: (() => void) | undefined
  readonly say: Say
  readonly children: ReactNode
}): ReactElement {
  return (
    <div className={classes.stack} data-pins="form">
      {children}
      <div className={classes.row}>
        <button type="button" className={classes.plain} data-action="pins-list" onClick={onList}>
          <Icon name="back" className={classes.smallIcon} />
          {say('pins.list')}
        </button>
        {onSkip !== undefined && (
          <button type="button" className={classes.plain} data-action="pins-skip" onClick={onSkip}>
            <Icon name="forward" className={classes.smallIcon} />
            {say('pins.skip')}
          </button>
        )}
      </div>
    </div>
  )
}
