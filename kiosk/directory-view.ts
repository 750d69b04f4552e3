import type { Directory } from '../core/wire.ts'

/** What this kiosk knows about a badge. */
export type BadgeHolder =
  | {
      readonly kind: 'ours'
      readonly person: string
      readonly name: string
      readonly title: string
      readonly revoked: boolean
    }
  | { readonly kind: 'guest'; readonly person: string; readonly from: string; readonly revoked: boolean }
  | { readonly kind: 'unknown' }

export interface DirectoryView {
  readonly directory: Directory
  /** @param digest SHA-256 of the badge's code, hexadecimal */
  holderOf(digest: string): BadgeHolder
}

/** A directory made ready for looking badges up. */
export function viewDirectory(directory: Directory): DirectoryView {
  const holders = new Map<string, BadgeHolder>()
  for (const { digest, person, from, state } of directory.guests) {
    holders.set(digest, { kind: 'guest', person, from, revoked: state === 'revoked' })
  }
  // After the guests: a badge of our own people wins should a digest be in both lists.
  for (const { id, name, title, badges } of directory.people) {
    for (const { digest, state } of badges) {
      holders.set(digest, { kind: 'ours', person: id, name, title, revoked: state === 'revoked' })
    }
  }
  return { directory, holderOf: (digest) => holders.get(digest) ?? { kind: 'unknown' } }
}
