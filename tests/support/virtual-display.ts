import { type ChildProcess, spawn } from 'node:child_process'

/** A screen of its own for the windows of one test file. */
export interface VirtualDisplay {
  /** As in the DISPLAY variable. */
  readonly name: string
  close(): Promise<void>
}

/** Starts Xvfb on a display it picks itself, open to every local user. Fails when Xvfb is not installed. */
export async function openVirtualDisplay(size = '1280x800'): Promise<VirtualDisplay> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-ac', '-nolisten', 'tcp', '-screen', '0', `${size}x24`],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const number = await displayNumber(server)
  return {
    name: `:${number}`,
    close: async () => {
      if (server.exitCode !== null) return
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
    },
  }
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = ''
    server.stderr?.on('data', (chunk) => {
      errors += String(chunk)
    })
    server.stdio[3]?.on('data', (chunk) => resolve(String(chunk).trim()))
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}: ${errors}`)))
  })
}
