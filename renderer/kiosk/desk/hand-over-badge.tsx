import { type ReactElement, useEffect, useState } from 'react'
import type { HandOverAnswer } from '../../../core/kiosk/kiosk-desk-api.ts'
import type { ScanMethod } from '../counter/counter.ts'
import { Icon } from '../parts/icon.tsx'
import classes from './desk.module.css'
import type { DeskTools } from './desk-tools.ts'
import { troubleWords } from './trouble.ts'

interface Props {
  readonly tools: DeskTools
  readonly visit: string
  readonly person: { readonly id: string; readonly name: string }
  readonly onDone: () => void
  readonly onEnded: () => void
}

type Shown =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'wrong'; readonly words: string }
  | { readonly kind: 'done'; readonly revoked: number }

/** Binds a printed badge to a person: hold it before the camera, and the old one is worth nothing from then on. */
export function HandOverBadge({ tools, visit, person, onDone, onEnded }: Props): ReactElement {
  const { api, counter, newId, say } = tools
  const [shown, setShown] = useState<Shown>({ kind: 'waiting' })
  const done = shown.kind === 'done'

  useEffect(() => {
    if (done) return
    const take = (
      answer: HandOverAnswer | { readonly kind: 'failed' },
      code: string,
      method: ScanMethod,
    ): void => {
      switch (answer.kind) {
        case 'handed-over':
          setShown({ kind: 'done', revoked: answer.revoked })
          break
        case 'visit-ended':
          onEnded()
          break
        case 'not-a-badge':
          setShown({ kind: 'wrong', words: say(`handover.not.${answer.class}`) })
          break
        default:
          setShown({ kind: 'wrong', words: troubleWords(answer, say) })
          // Somebody else's badge came before the camera: that is a scan, and scans are not lost.
          if (answer.kind === 'badge-taken') counter.record(code, method)
      }
    }
    return counter.lend((code, method) => {
      api
        .handOverBadge({ id: newId(), visit, person: person.id, code, reason: '' })
        .catch(() => ({ kind: 'failed' as const }))
        .then((answer) => take(answer, code, method))
    })
  }, [api, counter, newId, visit, person.id, say, done, onEnded])

  return (
    <div className={classes.centre} data-handover={shown.kind}>
      {shown.kind === 'wrong' && (
        <p className={classes.attention} role="alert">
          <Icon name="warning" className={classes.smallIcon} />
          {shown.words}
        </p>
      )}
      <Icon name={done ? 'check' : 'idCard'} className={classes.large} />
      <p className={classes.lead} role="status">
        {done ? say('handover.done', { name: person.name }) : say('handover.hold', { name: person.name })}
      </p>
      {shown.kind === 'done' && (
        <>
          <p className={classes.soft}>{say('handover.revoked', { count: shown.revoked })}</p>
          <button type="button" className={classes.primary} data-enter onClick={onDone}>
            {say('desk.done')}
          </button>
        </>
      )}
    </div>
  )
}
