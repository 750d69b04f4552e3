import { type ChildProcess, spawn } from 'node:child_process'

/** Like `fork`, in a network namespace of this machine (Linux, as root). */
export const forkWithin = (
  namespace: string,
  entry: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcess =>
  spawn('ip', ['netns', 'exec', namespace, process.execPath, entry, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  })
