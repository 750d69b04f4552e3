/** A set of 128-bit ids in plain numbers: a million take 32 MB, and no object each. */
export interface IdSet {
  readonly size: number
  /** An id as four unsigned 32-bit numbers. @returns whether it was new */
  add(a: number, b: number, c: number, d: number): boolean
}

const FIRST_PLACES = 1 << 12

/** @param expected how many there will be, as far as known: room for them is made at once */
export function createIdSet(expected = 0): IdSet {
  let places = FIRST_PLACES
  while (places * 7 < expected * 10) places *= 2
  let table = new Uint32Array(places * 4)
  let size = 0
  let hasZero = false

  /** Puts an id that is not zero where it belongs. @returns whether it was not there */
  function put(a: number, b: number, c: number, d: number): boolean {
    const mask = places - 1
    // Ids of version 7 begin with the time; what tells them apart comes last.
    let place = Math.imul(d ^ (c << 7) ^ (c >>> 9), 0x9e3779b1) ^ Math.imul(b ^ a, 0x85ebca6b)
    place = (place ^ (place >>> 15)) & mask
    for (;;) {
      const at = place * 4
      const first = table[at]
      if (first === a && table[at + 1] === b && table[at + 2] === c && table[at + 3] === d) return false
      if (first === 0 && table[at + 1] === 0 && table[at + 2] === 0 && table[at + 3] === 0) {
        table[at] = a
        table[at + 1] = b
        table[at + 2] = c
        table[at + 3] = d
        return true
      }
      place = (place + 1) & mask
    }
  }

  function grow(): void {
    const before = table
    places *= 2
    table = new Uint32Array(places * 4)
    for (let at = 0; at < before.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [before[at], before[at + 1], before[at + 2], before[at + 3]]
      if (a !== 0 || b !== 0 || c !== 0 || d !== 0) put(a, b, c, d)
    }
  }

  return {
    get size() {
      return size
    },
    add(a, b, c, d) {
      const isZero = a === 0 && b === 0 && c === 0 && d === 0
      if (isZero ? hasZero : !put(a, b, c, d)) return false
      if (isZero) hasZero = true
      size++
      if (size * 10 > places * 7) grow()
      return true
    },
  }
}
