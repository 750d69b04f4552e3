import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { replaceFile } from '../db/durable-files.ts'

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** In the kiosk's data folder: leads a browser on to the address that opens a window. */
const PAGE = 'open-window.html'
/** In the kiosk's data folder: what Chromium keeps; a window that is still open belongs to it too. */
const PROFILE = 'browser'

/**
 * The command that opens a kiosk's window. Every account of a machine reads the commands of the others, so the address
 * stands in a file that its owner alone reads.
 * @param chromium left out: the system's browser opens it
 */
export function browserCommand(address: string, dataDirectory: string, chromium?: string): string[] {
  const folder = resolve(dataDirectory)
  const page = join(folder, PAGE)
  replaceFile(
    page,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}">\n`,
  )
  if (chromium === undefined) {
    if (process.platform === 'win32') return ['cmd', '/c', 'start', '', page]
    return [process.platform === 'darwin' ? 'open' : 'xdg-open', page]
  }
  return [
    chromium,
    `--app=${pathToFileURL(page)}`,
    `--user-data-dir=${join(folder, PROFILE)}`,
    '--autoplay-policy=no-user-gesture-required',
    '--no-first-run',
    '--disable-sync',
  ]
}

/** Opens a kiosk in a Chromium window of its own, or in the system's browser; says so when it cannot. */
export function openBrowser(address: string, dataDirectory: string): void {
  const chromium = CHROMIUMS.find((each) => existsSync(each))
  const [program = '', ...args] = browserCommand(address, dataDirectory, chromium)
  const window = spawn(program, args, { stdio: 'ignore', detached: true })
  window.on('error', () => process.stderr.write(`Không mở được trình duyệt; hãy tự mở ${address}\n`))
  window.unref()
}
