import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('./pouchdb', import.meta.url))

/** Batch sizes of which the best is taken. */
export const BATCH_SIZES = [500, 1_000, 2_000, 5_000]

/** Puts PouchDB into its own folder; the product never has it. @returns why it cannot be had, or `null` */
export function installPouchDb(): string | null {
  if (existsSync(`${FOLDER}/node_modules/express-pouchdb`)) return null
  try {
    const options = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-package-lock']
    execFileSync('npm', options, { cwd: FOLDER, stdio: 'ignore' })
    return null
  } catch {
    return 'PouchDB could not be installed'
  }
}

/** The first line that a process prints. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('no standard output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error(`ended with ${child.exitCode} before it said anything`)
}

/** A PouchDB server, and replication of the same documents to it. */
export async function startPouchDb(): Promise<{
  /** @returns milliseconds by batch size */
  replicate(documents: readonly string[]): Promise<Readonly<Record<string, number>>>
  stop(): void
}> {
  const server = spawn(process.execPath, ['server.js'], { cwd: FOLDER, stdio: ['pipe', 'pipe', 'ignore'] })
  const port = await firstLine(server)
  return {
    async replicate(documents) {
      const args = ['replicate.js', `http://127.0.0.1:${port}`, ...BATCH_SIZES.map(String)]
      const client = spawn(process.execPath, args, { cwd: FOLDER, stdio: ['pipe', 'pipe', 'inherit'] })
      client.stdin.end(documents.join('\n'))
      const ended = once(client, 'exit')
      const times = JSON.parse(await firstLine(client)) as Record<string, number>
      // It closes and deletes what it kept: whatever is measured next does not wait behind that.
      await ended
      return times
    },
    stop: () => server.stdin.end(),
  }
}
