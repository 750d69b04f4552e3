import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Linux names every input device here by its maker and number, as long as it is plugged in. */
const INPUT_FOLDER = '/dev/input'
const KEYBOARD_ENDING = /-event-kbd$/

/**
 * Names of the keyboards that are plugged in; a keyboard scanner is one of them.
 * @param folder for tests
 * @returns `null` where the system does not tell: elsewhere than on Linux, or where the folder is closed to this program
 */
export function keyboardNames(platform: string, folder: string = INPUT_FOLDER): readonly string[] | null {
  if (platform !== 'linux' || !existsSync(folder)) return null
  const byId = join(folder, 'by-id')
  // The folder goes away with the last device in it.
  if (!existsSync(byId)) return []
  try {
    return readdirSync(byId)
      .filter((name) => KEYBOARD_ENDING.test(name))
      .map((name) => name.replace(KEYBOARD_ENDING, ''))
      .sort()
  } catch {
    return null
  }
}
