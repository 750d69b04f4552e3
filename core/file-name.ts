import { foldText } from './names.ts'

const LONGEST = 60

/** A text in letters that every file system and every mail program takes: `phuong-cam-tu`. */
export const plainLetters = (text: string): string =>
  foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '')

/** From the kind of commune on: what tells one centre's name from another's. */
const COMMUNE = /(?:^|-)((?:phuong|xa|dac-khu|thi-tran)-[a-z0-9-]+)$/

/**
 * What tells files of one place from those of others: the ward alone where its name says it and nobody else's is the
 * same, else the whole name.
 * @param others names of the other places
 */
export function placeTag(name: string, others: readonly string[] = []): string {
  const short = shortTag(name)
  return others.some((other) => other !== name && shortTag(other) === short) ? plainLetters(name) : short
}

function shortTag(name: string): string {
  const whole = plainLetters(name)
  return COMMUNE.exec(whole)?.[1] ?? whole
}
