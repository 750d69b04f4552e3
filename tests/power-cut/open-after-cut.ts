import { writeSync } from 'node:fs'
import { openLogDatabase } from '../../db/kiosk/open/open-log-database.ts'
import { successor } from '../support/running-log.ts'

/**
 * Opens, as the service does, what a power cut left in each folder named: one line each, the number of the last event
 * and `ok`, or what was found.
 */
for (const dataDirectory of process.argv.slice(2)) {
  const opened = openLogDatabase({ dataDirectory, lockWaitMs: 0, successor: successor() })
  if (opened.kind === 'opened') {
    const { store } = opened
    const broken = store.verify()
    const found = opened.began ? 'damaged' : broken === null ? 'ok' : `broken ${broken}`
    writeSync(1, `${store.head()?.seq ?? 0} ${found}\n`)
    store.close()
  } else writeSync(1, `-1 ${JSON.stringify(opened).replaceAll(' ', '')}\n`)
}
