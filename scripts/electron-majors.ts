/** A major version of Electron that still gets security fixes. */
export interface ElectronMajor {
  readonly major: number
  /** Day its first stable version came out. */
  readonly since: string
  /** Last day it can be counted on; `expected` while the major that ends it is not out yet. */
  readonly until: string
  readonly expected: boolean
}

/**
 * Electron keeps its three newest stable majors (electronjs.org/docs/latest/tutorial/electron-timelines,
 * "Version support policy"), and a new one comes every eight weeks (electronjs.org/blog/8-week-cadence).
 * `since` is when N.0.0 was published on npm; an expected end is the day before N+3 is due, eight weeks a
 * major after the newest one. Looked at on 2026-11-22, when 45 was the newest; 42 had its last version on
 * the day of 45.0.0. Add a line and move the ends when a major comes out.
 */
export const SUPPORTED_ELECTRON: readonly ElectronMajor[] = [
  { major: 43, since: '2026-07-01', until: '2026-12-15', expected: true },
  { major: 44, since: '2026-08-25', until: '2027-02-09', expected: true },
  { major: 45, since: '2026-10-21', until: '2027-04-06', expected: true },
]

/**
 * Why an Electron must not be shipped on a day, or null.
 * @param version as in package.json, e.g. `45.4.1`
 * @param day `yyyy-mm-dd`
 */
export function whyUnsupported(version: string, day: string): string | null {
  const major = Number(/^(\d+)\.\d+\.\d+$/.exec(version)?.[1])
  const known = SUPPORTED_ELECTRON.find((one) => one.major === major)
  if (known === undefined) return `Electron ${version} is not in the list of supported majors`
  if (day <= known.until) return null
  return `Electron ${major} gets no security fixes since ${known.until}${known.expected ? ' (expected)' : ''}`
}
