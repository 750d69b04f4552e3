import { type ReactElement, useEffect, useState } from 'react'
import { showText } from '../../../../core/names.ts'
import { Icon } from '../../parts/icon.tsx'
import {
  diagnoseKeys,
  type RawKey,
  type ScannerDiagnosis,
  type ScannerTrouble,
} from '../../scanner/diagnose-keys.ts'
import { watchKeys } from '../../scanner/listen-to-keys.ts'
import type { Say } from '../../text/kiosk-text.ts'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import check from './check.module.css'
import { ScannerSheet } from './scanner-sheet.tsx'

/** A scanner is done when it has been silent for this long; without Enter there is no other sign. */
const SILENT_MS = 700

interface Props {
  readonly tools: DeskTools
  /** Keyboards that are plugged in; `null`: the system does not tell. */
  readonly keyboards: readonly string[] | null
  readonly chosen: string | null
  readonly onChosen: (scanner: string | null) => void
}

/** Reads a test scan, key by key, and names what stands in the way. Nothing is recorded or kept. */
export function ScannerCheck({ tools, keyboards, chosen, onChosen }: Props): ReactElement {
  const { counter, say } = tools
  const [diagnosis, setDiagnosis] = useState<ScannerDiagnosis | null>(null)
  /** The sheet is opened by hand, and by itself beside what is to be set. */
  const [asked, setAsked] = useState<boolean | null>(null)
  const sheet = asked ?? (diagnosis !== null && diagnosis.troubles.length > 0)

  useEffect(() => {
    const endLoan = counter.lend(
      () => {},
      () => {},
    )
    let keys: RawKey[] = []
    let silence: ReturnType<typeof setTimeout> | undefined
    const finish = (): void => {
      // A single key is somebody's finger on the way to another button.
      if (keys.length > 1) setDiagnosis((before) => diagnoseKeys(keys) ?? before)
      keys = []
    }
    const endWatch = watchKeys((key) => {
      keys.push(key)
      clearTimeout(silence)
      silence = setTimeout(finish, SILENT_MS)
    })
    return () => {
      clearTimeout(silence)
      endWatch()
      endLoan()
    }
  }, [counter])

  return (
    <div className={classes.stack} data-scanner={diagnosis === null ? 'waiting' : 'read'}>
      <p className={classes.lead}>{say('check.scanner.now')}</p>
      <div className={classes.stack} role="status">
        {diagnosis !== null && <Verdict diagnosis={diagnosis} say={say} />}
      </div>
      <div className={classes.ways}>
        <button
          type="button"
          className={classes.plain}
          aria-expanded={sheet}
          data-action="scanner-sheet"
          onClick={() => setAsked(!sheet)}
        >
          {say('sheet.open')}
        </button>
      </div>
      {sheet && <ScannerSheet say={say} />}
      <WhichScanner keyboards={keyboards} chosen={chosen} onChosen={onChosen} say={say} />
    </div>
  )
}

/** Good only when a badge came out; otherwise, or beside it, what to set. */
function Verdict({
  diagnosis,
  say,
}: {
  readonly diagnosis: ScannerDiagnosis
  readonly say: Say
}): ReactElement {
  const { badge, length, troubles } = diagnosis
  const word = badge ? (troubles.length === 0 ? 'good' : 'usable') : 'bad'
  return (
    <>
      <p className={badge ? check.fine : check.look} data-scanner-verdict={word}>
        <Icon name={badge ? 'check' : 'warning'} className={classes.smallIcon} />
        {word === 'bad' ? say('check.scanner.bad', { count: length }) : say(`check.scanner.${word}`)}
      </p>
      <ul className={check.findings}>
        {troubles.map((trouble) => (
          <li key={trouble} className={check.look} data-scanner-trouble={trouble}>
            <Icon name="warning" className={classes.smallIcon} />
            {troubleWords(trouble, diagnosis, say)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Control characters as their names in code tables, so that something is seen. */
const visible = (text: string): string =>
  showText(
    [...text]
      .map((one) => (one < ' ' ? `Ctrl+${String.fromCharCode(one.charCodeAt(0) + 64)}` : one))
      .join(' '),
  )

function troubleWords(
  trouble: ScannerTrouble,
  { length, before, after }: ScannerDiagnosis,
  say: Say,
): string {
  if (trouble === 'before' || trouble === 'after') {
    return say(`check.scanner.${trouble}`, { text: visible(trouble === 'before' ? before : after) })
  }
  if (trouble === 'short') return say('check.scanner.short', { count: length })
  return say(`check.scanner.${trouble}`)
}

/** Says which of the plugged in keyboards is the scanner, so that its loss is seen; a lost one stays in the list. */
function WhichScanner({
  keyboards,
  chosen,
  onChosen,
  say,
}: Omit<Props, 'tools'> & { readonly say: Say }): ReactElement {
  if (keyboards === null) return <p className={classes.soft}>{say('check.scanner.which.unknown')}</p>
  const gone = chosen !== null && !keyboards.includes(chosen)
  const listed = gone ? [...keyboards, chosen] : keyboards
  return (
    <>
      <p className={classes.step}>{say('check.scanner.which')}</p>
      <p className={classes.soft}>
        {say(listed.length === 0 ? 'check.scanner.which.empty' : 'check.scanner.which.why')}
      </p>
      {listed.length > 0 && (
        <div className={classes.choices}>
          {[null, ...listed].map((name) => (
            <button
              key={name ?? ''}
              type="button"
              className={name === chosen ? classes.chosen : classes.choice}
              aria-pressed={name === chosen}
              data-keyboard={name ?? 'none'}
              onClick={() => onChosen(name)}
            >
              {keyboardWords(name, gone && name === chosen, say)}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

/** A system's name for people: `usb-Honeywell_Scanner_7580` as "Honeywell Scanner 7580". */
function keyboardWords(name: string | null, gone: boolean, say: Say): string {
  if (name === null) return say('check.scanner.which.none')
  const words = showText(name.replace(/^usb-/, '').replaceAll('_', ' '))
  return gone ? say('check.scanner.which.gone', { name: words }) : words
}
