/**
 * Copies of a file, each with one bit of one byte turned over, at places that are the same in every run.
 * @param from the first byte that may be hit
 */
export function* flipBytes(
  bytes: Buffer,
  count: number,
  from = 0,
): Generator<{ readonly at: number; readonly flipped: Buffer }> {
  let seed = 20_261_122
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (let i = 0; i < count; i++) {
    const at = from + random(bytes.length - from)
    const flipped = Buffer.from(bytes)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random(8))
    yield { at, flipped }
  }
}
