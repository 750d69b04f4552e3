import { fork } from 'node:child_process'
import { utilityProcess } from 'electron'
import { killProcess } from './kill-process.ts'

/** The kiosk service in its own process, whichever way it runs. Messages are plain JSON values. */
export interface ServiceProcess {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once; `code` is null when a signal ended it or it never started. */
  onExit(listener: (code: number | null) => void): void
  /** Asks it to end; `force` ends it at once. */
  kill(force?: 'force'): void
}

/** What to run: the built service and its arguments. */
export interface ServiceCommand {
  readonly entry: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** Its first message. */
  readonly first: unknown
  /** A Node executable to run it with instead of Electron's own process kind (development and tests). */
  readonly node: string | null
}

/** Starts the service: as Electron's utility process, or under the Node that was named. */
export function startServiceProcess(command: ServiceCommand): ServiceProcess {
  const service = command.node === null ? startUtility(command) : startUnderNode(command, command.node)
  service.post(command.first)
  return service
}

function startUtility({ entry, args, environment }: ServiceCommand): ServiceProcess {
  const child = utilityProcess.fork(entry, [...args], {
    serviceName: 'giogiac-service',
    stdio: 'inherit',
    env: { ...environment },
  })
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', (code) => listener(code)),
    kill: (force) => {
      if (force === undefined || child.pid === undefined) child.kill()
      else killProcess(child.pid)
    },
  }
}

function startUnderNode({ entry, args, environment }: ServiceCommand, node: string): ServiceProcess {
  const child = fork(entry, [...args], {
    execPath: node,
    execArgv: [],
    env: { ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    // A message that meets a closing channel is lost; the exit that follows answers its caller.
    post: (message) => {
      if (child.connected && typeof message === 'object' && message !== null) child.send(message, () => {})
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      const once = onceOnly(listener)
      child.once('exit', (code) => once(code))
      child.once('error', () => once(null))
    },
    kill: (force) => {
      child.kill(force === undefined ? 'SIGTERM' : 'SIGKILL')
    },
  }
}

function onceOnly(listener: (code: number | null) => void): (code: number | null) => void {
  let called = false
  return (code) => {
    if (called) return
    called = true
    listener(code)
  }
}

/** The environment a service gets: the shell's, without what steers Electron and Node themselves, TLS and proxies among it. */
export function serviceEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !/^(ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_|NODE_TLS_|NODE_EXTRA_CA_CERTS$|NODE_USE_ENV_PROXY$|CHROME_)/.test(
        entry[0],
      ),
  )
  return Object.fromEntries(kept)
}
