import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

async function xdotool(display: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('xdotool', [...args], { env: { ...process.env, DISPLAY: display } })
  return stdout
}

/** The kiosk's visible windows on a display, by their X ids. */
export async function windowsOn(display: string): Promise<string[]> {
  try {
    const found = await xdotool(display, ['search', '--onlyvisible', '--name', 'Giờ Giấc'])
    return found.split('\n').filter((line) => line !== '')
  } catch {
    // xdotool ends with 1 when it finds none.
    return []
  }
}

/** Presses keys (`ctrl+w`, `F5`) one after another on the kiosk's window, as a keyboard would. */
export async function pressKeys(display: string, keys: readonly string[]): Promise<void> {
  const [window] = await windowsOn(display)
  if (window === undefined) throw new Error('no window to press keys on')
  await xdotool(display, ['windowfocus', '--sync', window])
  for (const key of keys) await xdotool(display, ['key', '--delay', '20', key])
}
