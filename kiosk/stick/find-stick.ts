import { accessSync, constants, statSync } from 'node:fs'

export type FoundStick =
  | { readonly kind: 'stick'; readonly folder: string }
  | { readonly kind: 'no-stick' }
  /** Its lock is on, or it does not let this program write. */
  | { readonly kind: 'read-only'; readonly folder: string }

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** The first stick that takes files, else the first there is. */
export function findStick(folders: readonly string[]): FoundStick {
  const sticks = folders.filter(isFolder)
  const writable = sticks.find(isWritable)
  if (writable !== undefined) return { kind: 'stick', folder: writable }
  const [folder] = sticks
  return folder === undefined ? { kind: 'no-stick' } : { kind: 'read-only', folder }
}
