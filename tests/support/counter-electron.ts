import { rmSync } from 'node:fs'
import { chown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { enrolByHand, MONDAY_0715, temporaryDirectory } from './create-test-kiosk.ts'
import { type LaunchedElectron, launchElectron } from './launch-electron.ts'
import { type LoggedEvent, readLog } from './read-log.ts'
import { testDirectory } from './test-directory.ts'

const NOBODY = 65_534
const ANSWER_LIMIT_MS = 400

/** The real desktop kiosk, enrolled by hand, with its real page and service. */
export interface CounterElectron extends LaunchedElectron {
  /** What an expression gives in the window's page, also after it was ended and loaded again; null while it is not there. */
  inPage<T>(expression: string): Promise<T | null>
  log(): LoggedEvent[]
}

/**
 * Offers a kiosk to the tests of a file; it is ended after each.
 * @returns a function that starts one and waits until its page has its service
 */
export function useCounterElectron(people: number): (args?: readonly string[]) => Promise<CounterElectron> {
  let data = ''
  let kiosk: LaunchedElectron | null = null
  afterEach(async () => {
    await kiosk?.close()
    kiosk = null
    rmSync(data, { recursive: true, force: true })
  })
  return async (args = []) => {
    data = temporaryDirectory()
    await enrolByHand(data, testDirectory(people))
    if (process.getuid?.() === 0) {
      for (const name of await readdir(data)) await chown(join(data, name), NOBODY, NOBODY)
    }
    const launched = await launchElectron({ data, args: ['--clock', MONDAY_0715, ...args], size: '1366x768' })
    kiosk = launched
    await launched.page.waitForSelector('footer[data-sync]', { timeout: 30_000 })
    return {
      ...launched,
      inPage: (expression) =>
        launched.app.evaluate(
          ({ BrowserWindow }, { text, limitMs }) =>
            // A page that was just ended never answers.
            Promise.race([
              BrowserWindow.getAllWindows()[0]
                ?.webContents.executeJavaScript(text)
                .catch(() => null),
              new Promise((resolve) => setTimeout(resolve, limitMs, null)),
            ]),
          { text: expression, limitMs: ANSWER_LIMIT_MS },
        ),
      log: () => readLog(data),
    }
  }
}
