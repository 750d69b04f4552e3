import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { dirname } from 'node:path'

/** What was done to names, and which files and folders were brought to the disk, in order. */
export type DiskDeed =
  | { readonly kind: 'renamed'; readonly to: string }
  | { readonly kind: 'synced'; readonly path: string }

/** Watches the real calls while `deed` runs; nothing is left out or replaced. */
export async function diskOrder(deed: () => unknown): Promise<readonly DiskDeed[]> {
  const deeds: DiskDeed[] = []
  const paths = new Map<number, string>()
  const { openSync, fsyncSync, renameSync } = fs
  fs.openSync = (...given) => {
    const handle = openSync(...given)
    paths.set(handle, String(given[0]))
    return handle
  }
  fs.fsyncSync = (handle) => {
    fsyncSync(handle)
    deeds.push({ kind: 'synced', path: paths.get(handle) ?? '' })
  }
  fs.renameSync = (from, to) => {
    renameSync(from, to)
    deeds.push({ kind: 'renamed', to: String(to) })
  }
  syncBuiltinESMExports()
  try {
    await deed()
  } finally {
    Object.assign(fs, { openSync, fsyncSync, renameSync })
    syncBuiltinESMExports()
  }
  return deeds
}

/** Names given by a rename whose folder was not brought to the disk afterwards: a power cut takes them back. */
export const namesAtRisk = (deeds: readonly DiskDeed[]): string[] =>
  deeds.flatMap((deed, at) => {
    if (deed.kind !== 'renamed') return []
    const isSafe = deeds
      .slice(at + 1)
      .some((later) => later.kind === 'synced' && later.path === dirname(deed.to))
    return isSafe ? [] : [deed.to]
  })
