import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findElectron } from '../../scripts/electron-runtime.ts'
import { giveToWindowUser, writeElectronWrapper } from '../../scripts/electron-wrapper.ts'
import { descendants } from './processes.ts'
import { openVirtualDisplay, type VirtualDisplay } from './virtual-display.ts'
import { writeKeyringSession } from './with-keyring.ts'
import { shellWithinReach, withinReach } from './within-reach.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export interface LaunchElectronOptions {
  /** Folder of the shell with its package.json; default: the repository, as built into `out/`. */
  readonly shell?: string
  /** A packed kiosk to run instead of the test's Electron with a folder. */
  readonly executable?: string
  /** Further arguments, e.g. `--windowed` or Chromium's fake camera switches. */
  readonly args?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** Node to run the service with; default: the one running the test. `null`: Electron's utility process. */
  readonly node?: string | null
  /** Folder of a keyring that the session opens; default: there is none. */
  readonly keyring?: string
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
  readonly display: VirtualDisplay
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

/** Everything a start needs, before Electron runs: its own home, data, screen and a script to start it with. */
export interface PreparedElectron {
  /** Runs Electron as an unprivileged user on the screen. */
  readonly executable: string
  /** The shell's folder, its data folder, and what was asked for besides. */
  readonly args: readonly string[]
  /** A folder of this start, removed at the end. */
  readonly home: string
  readonly data: string
  readonly display: VirtualDisplay
  cleanUp(): Promise<void>
}

const ofFolder = async (executable: string): Promise<string> =>
  join(await withinReach(dirname(executable)), basename(executable))

/** Prepares a start, for tests that run Electron without Playwright's debugging switches. */
export async function prepareElectron(options: LaunchElectronOptions = {}): Promise<PreparedElectron> {
  const runtime = await findElectron({ test: true })
  if (runtime.kind === 'none') throw new Error(runtime.why)
  const home = await mkdtemp(join(tmpdir(), 'giogiac-electron-'))
  const data = options.data ?? join(home, 'data')
  await giveToWindowUser(home)
  await giveToWindowUser(data, 0o700)
  const display = await openVirtualDisplay(options.size)
  const node = options.node === undefined ? await withinReach(process.execPath) : options.node
  const packed = options.executable
  const program = await ofFolder(packed ?? runtime.executable)
  const { keyring } = options
  if (keyring !== undefined) await giveToWindowUser(keyring, 0o700)
  const executable = await writeElectronWrapper({
    path: join(home, 'electron.sh'),
    executable:
      keyring === undefined ? program : await writeKeyringSession(join(home, 'session.sh'), program, keyring),
    home: join(home, 'user'),
    display: display.name,
    environment: { ...(node === null ? {} : { GIOGIAC_NODE: node }), ...options.environment },
  })
  const shell = packed === undefined ? [options.shell ?? (await shellWithinReach(ROOT, home))] : []
  return {
    executable,
    // A virtual screen has no graphics processor; looking for one takes a second and sometimes fails.
    args: [...shell, '--data', data, '--disable-gpu', ...(options.args ?? [])],
    home,
    data,
    display,
    cleanUp: async () => {
      await display.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** Launches the shell in a real Electron and waits for its window. */
export async function launchElectron(options: LaunchElectronOptions = {}): Promise<LaunchedElectron> {
  const prepared = await prepareElectron(options)
  let output = ''
  try {
    const app = await startUntilItAnswers(prepared)
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
      data: prepared.data,
      display: prepared.display,
      pid,
      pids: () => [pid, ...descendants(pid)],
      output: () => output,
      close: async () => {
        const how = await endProcess(shell)
        await prepared.cleanUp()
        return how
      },
    }
  } catch (error) {
    await prepared.cleanUp()
    throw error
  }
}

/** A start that nobody could attach to in this time never ends; seen on machines under a load of many times their cores. */
const ATTACH_WITHIN_MS = 45_000
const MOST_STARTS = 3

async function startUntilItAnswers(prepared: PreparedElectron): Promise<ElectronApplication> {
  for (let start = 1; ; start++) {
    try {
      return await _electron.launch({
        executablePath: prepared.executable,
        args: [...prepared.args],
        cwd: prepared.home,
        timeout: ATTACH_WITHIN_MS,
      })
    } catch (error) {
      if (start === MOST_STARTS || !(error instanceof Error) || error.name !== 'TimeoutError') throw error
      console.warn(`Electron did not let itself be attached to; started again (${start})`)
    }
  }
}

/** Ends a shell as the system does, by SIGTERM; by force when it does not end within 15 s. */
export async function endProcess(
  shell: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: string | null }> {
  const ended = new Promise<void>((resolve) => {
    if (shell.exitCode !== null || shell.signalCode !== null) resolve()
    else shell.once('exit', () => resolve())
  })
  const force = setTimeout(() => shell.kill('SIGKILL'), 15_000)
  shell.kill('SIGTERM')
  await ended
  clearTimeout(force)
  return { code: shell.exitCode, signal: shell.signalCode }
}

/** Runs a start that is expected to end by itself within 15 s. @returns its exit code (null: it did not) and what it printed */
export function exitOf(
  executable: string,
  args: readonly string[],
): Promise<{ readonly code: number | null; readonly printed: string }> {
  return new Promise((resolve) => {
    const child = spawn(executable, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let printed = ''
    child.stderr.on('data', (chunk) => {
      printed += String(chunk)
    })
    const force = setTimeout(() => child.kill('SIGKILL'), 15_000)
    child.once('exit', (code) => {
      clearTimeout(force)
      resolve({ code, printed })
    })
  })
}
