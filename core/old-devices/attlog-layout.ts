import type { AttlogLayout } from './attlog-line.ts'

/** Directions a machine can have meant: in, out, breaks, overtime, undefined. */
const STATUSES = new Set(['0', '1', '2', '3', '4', '5', '255'])

/**
 * Which order a file's columns are in; `null`: the operator has to say. Only lines of six fields leave a doubt: there
 * the third is the machine's number (always the same, and usually in the file's name) or the direction.
 * @param lines the first few hundred
 */
export function attlogLayout(lines: readonly string[], fileName: string): AttlogLayout | null {
  const rows = lines
    .map((line) =>
      line
        .replace(/^\uFEFF/, '')
        .split('\t')
        .map((field) => field.trim()),
    )
    .filter((fields) => fields.length > 1)
  if (rows.length === 0) return null
  if (rows.some((fields) => fields[0]?.includes('=') || fields.length !== 6)) return 'push'
  const thirds = new Set(rows.map((fields) => fields[2] ?? ''))
  const [only = ''] = thirds
  if (thirds.size > 1) return [...thirds].every((third) => STATUSES.has(third)) ? 'push' : null
  if (/^(\d+)_attlog\.dat$/i.exec(fileName)?.[1]?.replace(/^0+(?=\d)/, '') === only.replace(/^0+(?=\d)/, ''))
    return 'usb'
  if (!STATUSES.has(only)) return 'usb'
  return null
}
