import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type FolderLock =
  | { readonly kind: 'locked'; readonly unlock: () => void }
  | { readonly kind: 'in-use'; readonly pid: number }

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Takes a folder for this process; a lock left by a process that is gone is taken over. */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'in-use-by')
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 })
      return { kind: 'locked', unlock: () => rmSync(path, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = Number(readFileSync(path, 'utf8'))
    if (Number.isInteger(pid) && pid > 0 && isAlive(pid)) return { kind: 'in-use', pid }
    rmSync(path, { force: true })
  }
}
