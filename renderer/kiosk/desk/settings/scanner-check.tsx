import { type ReactElement, useEffect, useState } from 'react'
import { diagnoseKeys, type RawKey, type ScannerDiagnosis } from '../../scanner/diagnose-keys.ts'
import { watchKeys } from '../../scanner/listen-to-keys.ts'
import { Icon } from '../../screen/icon.tsx'
import classes from '../desk.module.css'
import type { DeskTools } from '../desk-tools.ts'
import check from './check.module.css'

/** A scanner is done when it has been silent for this long; without Enter there is no other sign. */
const SILENT_MS = 700

/** Reads a test scan, key by key, and names what stands in the way. Nothing is recorded or kept. */
export function ScannerCheck({ tools: { counter, say } }: { readonly tools: DeskTools }): ReactElement {
  const [diagnosis, setDiagnosis] = useState<ScannerDiagnosis | null>(null)

  useEffect(() => {
    const endLoan = counter.lend(() => {})
    let keys: RawKey[] = []
    let silence: ReturnType<typeof setTimeout> | undefined
    const finish = (): void => {
      if (keys.length > 1) setDiagnosis(diagnoseKeys(keys))
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
        {diagnosis !== null && (
          <>
            <p className={diagnosis.troubles.length === 0 ? check.fine : check.look}>
              <Icon
                name={diagnosis.troubles.length === 0 ? 'check' : 'warning'}
                className={classes.smallIcon}
              />
              {say(diagnosis.digitsOnly ? 'check.scanner.digits' : 'check.scanner.letters', {
                count: diagnosis.length,
              })}
            </p>
            {diagnosis.troubles.length === 0 && <p className={classes.soft}>{say('check.scanner.fine')}</p>}
            <ul className={check.findings}>
              {diagnosis.troubles.map((trouble) => (
                <li key={trouble} className={check.look} data-scanner-trouble={trouble}>
                  <Icon name="warning" className={classes.smallIcon} />
                  {say(`check.scanner.${trouble}`)}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  )
}
