import { rm } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { buildShell } from './build-shell.ts'
import { type LaunchElectronOptions, type LaunchedElectron, launchElectron } from './launch-electron.ts'
import { commandLine } from './processes.ts'

/** What the fixture page offers to a test. */
interface FixtureKiosk {
  readonly news: unknown[]
  readonly replies: { readonly call: number; readonly error?: string }[]
  restarts: number
  ask(
    method: string,
    input: unknown,
  ): Promise<{
    readonly answer: { readonly pid: number; readonly recorded: number; readonly first: unknown }
  }>
  raw(message: unknown): void
}
declare global {
  interface Window {
    kiosk: FixtureKiosk
  }
}

/** One freshly built shell with the fixture page and service for all tests of a file. */
export interface ShellBench {
  /** The built shell's folder. */
  folder(): string
  /** Starts it and waits until its page is connected; it is ended after the test. */
  open(options?: LaunchElectronOptions): Promise<LaunchedElectron>
  /** Ends it before the test does. */
  close(): ReturnType<LaunchedElectron['close']>
}

export function useShell(): ShellBench {
  let shell = ''
  let kiosk: LaunchedElectron | null = null
  beforeAll(async () => {
    shell = await buildShell()
  })
  afterEach(async () => {
    await kiosk?.close()
    kiosk = null
  })
  afterAll(() => rm(shell, { recursive: true, force: true }))
  return {
    folder: () => shell,
    async open(options = {}) {
      kiosk = await launchElectron({ shell, ...options })
      await kiosk.page.waitForSelector('html[data-connected=yes]', { timeout: 20_000 })
      return kiosk
    },
    async close() {
      if (kiosk === null) throw new Error('no shell is running')
      const running = kiosk
      kiosk = null
      return running.close()
    },
  }
}

/** The processes that show pages. */
export const rendererOf = (pids: readonly number[]): number[] =>
  pids.filter((pid) => commandLine(pid).includes('--type=renderer'))

/** Process id of the service that answers now. */
export const servicePid = ({ page }: LaunchedElectron): Promise<number> =>
  page.evaluate(async () => (await window.kiosk.ask('state', {})).answer.pid)
