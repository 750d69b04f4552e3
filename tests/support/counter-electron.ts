import { rmSync } from 'node:fs'
import { chown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { enrolByHand, MONDAY_0715, temporaryDirectory } from './create-test-kiosk.ts'
import { type LaunchElectronOptions, type LaunchedElectron, launchElectron } from './launch-electron.ts'
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

/** How one start differs from the usual. */
export interface CounterStart
  extends Pick<LaunchElectronOptions, 'executable' | 'environment' | 'node' | 'keyring'> {
  /** Further words of the command line. */
  readonly args?: readonly string[]
  /** Instant at which the service's clock starts. */
  readonly clock?: string
  /** Makes the data folder ready after enrolment, before it is given to the unprivileged user. */
  readonly prepare?: (data: string) => Promise<void>
  /** Starts on the data of the kiosk before instead of a fresh one. */
  readonly again?: boolean
}

/**
 * Offers a kiosk to the tests of a file; it is ended after each.
 * @returns a function that starts one and waits until its page has its service
 */
export function useCounterElectron(people: number): (start?: CounterStart) => Promise<CounterElectron> {
  let data = ''
  let kiosk: LaunchedElectron | null = null
  afterEach(async () => {
    await kiosk?.close()
    kiosk = null
    rmSync(data, { recursive: true, force: true })
  })
  return async ({ args = [], clock = MONDAY_0715, prepare, again = false, ...options } = {}) => {
    await kiosk?.close()
    if (!again) {
      data = temporaryDirectory()
      await enrolByHand(data, testDirectory(people))
      await prepare?.(data)
      await giveAway(data)
    }
    const launched = await launchElectron({
      ...options,
      data,
      args: ['--clock', clock, ...args],
      size: '1366x768',
    })
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

/** Gives the files to the user who runs the window. */
async function giveAway(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return
  for (const name of await readdir(folder)) await chown(join(folder, name), NOBODY, NOBODY)
}
