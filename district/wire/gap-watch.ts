/** What kiosks were asked for and have not sent yet. */
export interface GapWatch {
  /**
   * A kiosk sent what comes after a gap.
   * @returns whether it was asked for the same event before, and has sent nothing that could be taken since
   */
  stands(device: string, asked: { readonly log: string; readonly seq: number }): boolean
  /** A kiosk sent something that could be taken. */
  wentOn(device: string): void
}

/**
 * Tells a gap that stands from the correction of a kiosk that knew an older word of the district: that one sends what is
 * asked for the next time. Kept in memory: what stands comes again, after a restart and to another server as well.
 */
export function createGapWatch(): GapWatch {
  const asked = new Map<string, string>()
  return {
    stands(device, { log, seq }) {
      const place = `${log} ${seq}`
      const again = asked.get(device) === place
      asked.set(device, place)
      return again
    },
    wentOn(device) {
      if (asked.size > 0) asked.delete(device)
    },
  }
}
