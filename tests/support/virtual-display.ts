import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Picture, readWindowDump } from './window-dump.ts'

/** A screen of its own for the windows of one test. */
export interface VirtualDisplay {
  /** As in the DISPLAY variable. */
  readonly name: string
  /** What is on the screen now. */
  picture(): Promise<Picture>
  close(): Promise<void>
}

/** Starts Xvfb on a display it picks itself, open to every local user. Fails when Xvfb is not installed. */
export async function openVirtualDisplay(size = '1280x800'): Promise<VirtualDisplay> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-display-'))
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-ac', '-nolisten', 'tcp', '-fbdir', folder, '-screen', '0', `${size}x24`],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const number = await displayNumber(server)
  return {
    name: `:${number}`,
    picture: async () => readWindowDump(await readFile(join(folder, 'Xvfb_screen0'))),
    close: async () => {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = new Promise((resolve) => server.once('exit', resolve))
        server.kill()
        await ended
      }
      await rm(folder, { recursive: true, force: true })
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
