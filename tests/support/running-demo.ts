import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const START = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url))
const MACHINE_CLOCK = new URL('machine-clock.ts', import.meta.url).href

/** `npm start`, as it stands at a prompt. */
export interface RunningDemo {
  readonly process: ChildProcess
  /** What it has said so far. */
  readonly printed: string
  readonly kiosk: string
  readonly district: string
  readonly badges: string
  readonly passwords: { readonly captren: string; readonly lanhdao: string }
}

/** Where a demo is reached; its kiosks know the district there, so that it stays from start to start. */
export interface DemoPorts {
  readonly kiosk: number
  readonly district: number
}

/**
 * Starts the demo without a window, and waits until it has said everything.
 * @param data its folder
 * @param machineNow what the machine's clock shows, ISO 8601
 */
export async function startDemo(data: string, machineNow: string, ports: DemoPorts): Promise<RunningDemo> {
  const where = ['--kiosk-port', String(ports.kiosk), '--district-port', String(ports.district)]
  const demo = spawn(
    process.execPath,
    ['--import', MACHINE_CLOCK, START, '--no-open', '--data', data, ...where],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, MACHINE_NOW: machineNow } },
  )
  const lines: string[] = []
  for await (const line of createInterface(demo.stdout)) {
    lines.push(line)
    if (line.includes('lanhdao')) break
  }
  const printed = lines.join('\n')
  const [kiosk = '', district = '', badges = ''] = printed.match(/http:\/\/[^\s]+/g) ?? []
  const passwordOf = (user: string) => new RegExp(`${user} / (\\S+)`).exec(printed)?.[1] ?? ''
  return {
    process: demo,
    printed,
    kiosk,
    district,
    badges,
    passwords: { captren: passwordOf('captren'), lanhdao: passwordOf('lanhdao') },
  }
}

/** Ends it as Ctrl+C does. */
export async function stopDemo({ process: demo }: RunningDemo): Promise<void> {
  if (demo.exitCode !== null) return
  demo.kill('SIGTERM')
  await once(demo, 'exit')
}
