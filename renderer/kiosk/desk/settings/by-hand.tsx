import { type ReactElement, useState } from 'react'
import type { SettingsAnswers } from '../../../../core/kiosk/kiosk-settings-api.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Say } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import { troubleWords } from '../trouble.ts'
import check from './check.module.css'

interface Props {
  readonly tools: Pick<DeskTools, 'api' | 'say'>
  readonly visit: string
  readonly onEnded: () => void
}

type Answer = SettingsAnswers['exportLog' | 'readReceipt'] | { readonly kind: 'failed' }

/** Carrying the log to the district by hand: out to the stick, and the receipt back. */
export function ByHand({ tools, visit, onEnded }: Props): ReactElement {
  const { api, say } = tools
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Answer | null>(null)

  const ask = async (question: () => Promise<Answer>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setAnswer(null)
    const given = await question().catch(() => ({ kind: 'failed' as const }))
    setBusy(false)
    if (given.kind === 'visit-ended') return onEnded()
    setAnswer(given)
  }

  const good = answer?.kind === 'exported' || answer?.kind === 'taken'
  return (
    <section className={classes.panel}>
      <div className={classes.row}>
        <p className={check.name}>
          <Icon name="disk" className={classes.smallIcon} />
          {say('stick')}
        </p>
        <button
          type="button"
          className={classes.plain}
          data-action="export"
          disabled={busy}
          onClick={() => void ask(() => api.exportLog({ visit }))}
        >
          {say('stick.export')}
        </button>
        <button
          type="button"
          className={classes.plain}
          data-action="receipt"
          disabled={busy}
          onClick={() => void ask(() => api.readReceipt({ visit }))}
        >
          {say('stick.receipt')}
        </button>
      </div>
      <div role="status">
        {busy && <p className={classes.soft}>{say('stick.busy')}</p>}
        {answer !== null && (
          <p className={good ? check.fine : check.look} data-stick={answer.kind}>
            <Icon name={good ? 'check' : 'warning'} className={classes.smallIcon} />
            {answerWords(answer, say)}
          </p>
        )}
      </div>
    </section>
  )
}

function answerWords(answer: Answer, say: Say): string {
  switch (answer.kind) {
    case 'exported':
      return say('stick.exported', { file: answer.file, count: answer.events })
    case 'taken':
      return say('stick.taken', { seq: answer.have })
    case 'no-stick':
    case 'stick-full':
    case 'read-only':
    case 'none':
    case 'not-ours':
    case 'failed':
      return say(`stick.${answer.kind}`)
    default:
      return troubleWords(answer, say)
  }
}
