import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { KioskAnswers, KioskInput, KioskMethod, KioskReply } from '../../core/kiosk/kiosk-api.ts'

/** The service as the real process, spoken to over its channel. */
export interface KioskProcess {
  readonly child: ChildProcess
  /** @returns `null` when the process ended before it answered */
  ask<M extends KioskMethod>(method: M, input: KioskInput<M>): Promise<KioskAnswers[M] | null>
  /** A message as it is. */
  post(message: object): void
  readonly replies: KioskReply[]
  /** Ends it with a signal and waits. @returns its exit code */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export const KIOSK_ENTRY = join(import.meta.dirname, '../../kiosk/main.ts')

/** @param entry the program itself, or a bundle of it */
export function startKioskProcess(
  dataDirectory: string,
  args: readonly string[] = [],
  entry: string = KIOSK_ENTRY,
  environment: Readonly<Record<string, string>> = {},
): KioskProcess {
  const child = fork(entry, ['--data', dataDirectory, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...environment },
  })
  return speakWith(child)
}

/** Speaks to a service that was started in another way, over its channel. */
export function speakWith(child: ChildProcess): KioskProcess {
  const open = new Map<number, (answer: KioskAnswers[KioskMethod] | null) => void>()
  const replies: KioskReply[] = []
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.on('message', (message: object) => {
    if (!('call' in message)) return
    const reply = message as KioskReply
    replies.push(reply)
    open.get(reply.call)?.('answer' in reply ? reply.answer : null)
    open.delete(reply.call)
  })
  child.once('exit', () => {
    for (const settle of open.values()) settle(null)
  })
  // A write to a process that was just killed fails; the exit tells the rest.
  child.on('error', () => {})
  let calls = 0
  return {
    child,
    replies,
    ask<M extends KioskMethod>(method: M, input: KioskInput<M>) {
      return new Promise<KioskAnswers[M] | null>((resolve) => {
        if (!child.connected) return resolve(null)
        const call = ++calls
        open.set(call, resolve as (answer: KioskAnswers[KioskMethod] | null) => void)
        child.send({ call, method, input }, () => {})
      })
    },
    post: (message) => {
      child.send(message)
    },
    async end(signal) {
      child.kill(signal)
      return exited
    },
  }
}
