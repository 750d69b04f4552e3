import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Opens an address in a Chromium window of its own, or in the system's browser; says so when it cannot. */
export function openBrowser(url: string): void {
  const chromium = CHROMIUMS.find((each) => existsSync(each))
  const command =
    chromium !== undefined
      ? [
          chromium,
          `--app=${url}`,
          `--user-data-dir=${mkdtempSync(join(tmpdir(), 'giogiac-chromium-'))}`,
          '--autoplay-policy=no-user-gesture-required',
          '--no-first-run',
          '--disable-sync',
        ]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : [process.platform === 'darwin' ? 'open' : 'xdg-open', url]
  const [program = '', ...args] = command
  const window = spawn(program, args, { stdio: 'ignore', detached: true })
  window.on('error', () => process.stderr.write(`Không mở được trình duyệt; hãy tự mở ${url}\n`))
  window.unref()
}
