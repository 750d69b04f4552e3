import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where the kiosk's own operating system mounts a stick labelled GIOGIAC. */
const OWN_MOUNT = '/media/giogiac'
/** Where desktop systems mount a user's sticks: `<parent>/<user>/<label>`. */
const MOUNT_PARENTS = ['/media', '/run/media']

const childrenOf = (folder: string): string[] => {
  try {
    return readdirSync(folder).map((name) => join(folder, name))
  } catch {
    return []
  }
}

/** Listing comes first: it is what makes an automounter mount. An empty mount point is a folder of the kiosk's own disk. */
function isMounted(folder: string): boolean {
  try {
    readdirSync(folder)
    return statSync(folder).dev !== statSync(dirname(folder)).dev
  } catch {
    return false
  }
}

/**
 * Folders of the sticks that are plugged in, the preferred one first. On Windows only a named one is found.
 * @param named the folder that whoever set up this kiosk named (GIOGIAC_USB); then there is no other
 */
export function stickFolders(named: string | undefined): readonly string[] {
  if (named !== undefined && named !== '') return [named]
  const others = MOUNT_PARENTS.flatMap(childrenOf).flatMap(childrenOf)
  return [OWN_MOUNT, ...others].filter(isMounted)
}
