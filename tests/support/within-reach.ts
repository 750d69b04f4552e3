import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, rename, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { isRoot } from '../../scripts/electron-wrapper.ts'

const run = promisify(execFile)
const STAGE = '/tmp/giogiac-within-reach'

/** Whether every folder above a path may be passed by everybody. */
async function isWithinReach(path: string): Promise<boolean> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
  }
  return true
}

/** A second name for a file or a tree: hard links where the file system allows, otherwise a copy. */
async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o755 })
  await run('cp', ['-al', from, to]).catch(() => run('cp', ['-a', from, to]))
}

/**
 * Where the unprivileged user who runs the window can read this file or tree: here, or a second name for it
 * when the checkout lies in a folder closed to others, as root's home is. Made once for each state of the tree.
 */
export async function withinReach(path: string): Promise<string> {
  if (!isRoot() || (await isWithinReach(path))) return path
  const { mtimeMs, ino } = await stat(path)
  const name = createHash('sha256').update(`${path} ${ino} ${mtimeMs}`).digest('hex').slice(0, 16)
  const place = join(STAGE, name, basename(path))
  const isThere = await stat(place).then(
    () => true,
    () => false,
  )
  if (isThere) return place
  const half = join(STAGE, `${name}.${process.pid}`)
  await linkTree(path, join(half, basename(path)))
  await chmod(STAGE, 0o755)
  await chmod(half, 0o755)
  // Another test may have been quicker.
  await rename(half, join(STAGE, name)).catch(() => {})
  return place
}

/** The built shell of a checkout, with the one package its service loads, in a folder that everybody can read. */
export async function shellWithinReach(root: string, folder: string): Promise<string> {
  if (!isRoot() || (await isWithinReach(join(root, 'package.json')))) return root
  const shell = join(folder, 'shell')
  for (const part of ['package.json', 'out', 'node_modules/better-sqlite3']) {
    await linkTree(join(root, part), join(shell, part))
  }
  return shell
}
