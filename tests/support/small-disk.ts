import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { temporaryDirectory } from './create-test-kiosk.ts'

export interface SmallDisk {
  readonly folder: string
  lock(): void
  unlock(): void
  unmount(): void
}

/** A disk of its own in memory; `null` where this user may not mount one. */
export function mountSmallDisk(kilobytes: number): SmallDisk | null {
  const folder = temporaryDirectory()
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0
  const mounted =
    process.platform === 'linux' && mount('-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', folder)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  if (!mounted) {
    remove()
    return null
  }
  return {
    folder,
    lock: () => void mount('-o', 'remount,ro', folder),
    unlock: () => void mount('-o', 'remount,rw', folder),
    unmount() {
      spawnSync('umount', ['-l', folder])
      remove()
    },
  }
}
