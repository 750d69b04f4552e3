const GROUP = 4
const CODE_LENGTH = 12

/**
 * A one-time code of the district as a finger typed it, in the form in which it is shown: `XXXX-XXXX-XXXX`. Blanks,
 * dashes and small letters are as good.
 * @returns `null` when it is too long or too short to be one
 */
export function typedCode(text: string): string | null {
  const bare = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  if (bare.length !== CODE_LENGTH) return null
  return [0, GROUP, 2 * GROUP].map((from) => bare.slice(from, from + GROUP)).join('-')
}
