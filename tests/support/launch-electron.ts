import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findElectron } from '../../scripts/electron-runtime.ts'
import { giveToWindowUser, writeElectronWrapper } from '../../scripts/electron-wrapper.ts'
import { descendants } from './processes.ts'
import { openVirtualDisplay } from './virtual-display.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface LaunchElectronOptions {
  /** Folder of the shell with its package.json; default: the repository, as built into `out/`. */
  readonly shell?: string
  /** Further arguments, e.g. `--windowed` or Chromium's fake camera switches. */
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Node to run the service with; default: the one running the test. `null`: Electron's utility process. */
  readonly node?: string | null
  /** Screen size; the kiosk window fills it. */
  readonly size?: string
  /** Data folder to use again; default: a fresh one, removed at the end. */
  readonly data?: string
}

/** A running desktop kiosk: real Electron, unprivileged user, sandbox on, its own screen. */
export interface LaunchedElectron {
  readonly app: ElectronApplication
  readonly page: Page
  readonly data: string
  readonly display: string
  /** Process id of the shell. */
  readonly pid: number
  /** The shell's process and all below it. */
  pids(): number[]
  /** What the shell and the service printed so far. */
  output(): string
  /** Ends it as the system would, waits, and cleans up. @returns how it ended */
  close(): Promise<{ readonly code: number | null; readonly signal: string | null }>
}

/** Why no Electron can be launched here, in one line, or null. Fetches the runtime for tests if need be. */
export async function whyNoElectron(): Promise<string | null> {
  const runtime = await findElectron({ test: true })
  return runtime.kind === 'none' ? runtime.why : null
}

/** Launches the shell in a real Electron and waits for its window. */
export async function launchElectron(options: LaunchElectronOptions = {}): Promise<LaunchedElectron> {
  const runtime = await findElectron({ test: true })
  if (runtime.kind === 'none') throw new Error(runtime.why)
  const home = await mkdtemp(join(tmpdir(), 'giogiac-electron-'))
  const data = options.data ?? join(home, 'data')
  await giveToWindowUser(home)
  await giveToWindowUser(data, 0o700)
  const display = await openVirtualDisplay(options.size)
  const node = options.node === undefined ? process.execPath : options.node
  const executablePath = await writeElectronWrapper({
    path: join(home, 'electron.sh'),
    executable: runtime.executable,
    home: join(home, 'user'),
    display: display.name,
    environment: { ...(node === null ? {} : { GIOGIAC_NODE: node }), ...options.environment },
  })

  let output = ''
  const cleanUp = async (): Promise<void> => {
    await display.close()
    await rm(home, { recursive: true, force: true })
  }
  try {
    const app = await _electron.launch({
      executablePath,
      args: [options.shell ?? ROOT, '--data', data, ...(options.args ?? [])],
      cwd: home,
    })
    const shell = app.process()
    for (const stream of [shell.stdout, shell.stderr]) {
      stream?.on('data', (chunk) => {
        output += String(chunk)
      })
    }
    const page = await app.firstWindow()
    const pid = shell.pid ?? 0
    return {
      app,
      page,
      data,
      display: display.name,
      pid,
      pids: () => [pid, ...descendants(pid)],
      output: () => output,
      close: async () => {
        const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
          if (shell.exitCode !== null || shell.signalCode !== null) {
            resolve({ code: shell.exitCode, signal: shell.signalCode })
          }
          shell.once('exit', (code, signal) => resolve({ code, signal }))
        })
        const force = setTimeout(() => shell.kill('SIGKILL'), 15_000)
        shell.kill('SIGTERM')
        const how = await ended
        clearTimeout(force)
        await cleanUp()
        return how
      },
    }
  } catch (error) {
    await cleanUp()
    throw error
  }
}
