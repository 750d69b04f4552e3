import type { AttlogLayout } from './attlog-line.ts'

/** Directions a machine can have meant: in, out, breaks, overtime, undefined. */
const STATUSES = new Set(['0', '1', '2', '3', '4', '5', '255'])
/** So large a share of the lines is what the file is; a few ragged lines turn nothing around. */
const NEARLY_ALL = 0.9

/**
 * Which order a file's columns are in, by most of its lines; `null`: the operator has to say. In lines of five or six
 * fields the third is the machine's number (always the same, and usually in the file's name) or the direction.
 * @param lines the first few hundred
 */
export function attlogLayout(lines: readonly string[], fileName: string): AttlogLayout | null {
  const rows = lines.map(fieldsOf).filter((fields) => fields.length > 1)
  if (rows.length === 0) return null
  const most = mostOf(rows.map((fields) => kindOf(fields)))
  if (most.value === 'pushed') return most.share >= NEARLY_ALL ? 'push' : null
  const thirds = rows.filter((fields) => kindOf(fields) === 'doubtful').map((fields) => fields[2] ?? '')
  const third = mostOf(thirds)
  const machine = /(?:^|\D)(\d+)_attlog\.dat$/i.exec(fileName)?.[1]
  if (third.share >= NEARLY_ALL && machine !== undefined && plain(machine) === plain(third.value))
    return 'usb'
  if (third.share >= NEARLY_ALL && !STATUSES.has(third.value)) return 'usb'
  if (third.share === 1) return null
  return thirds.every((value) => STATUSES.has(value)) ? 'push' : null
}

/** Fields of a line; empty ones at its end are only tabs. */
const fieldsOf = (line: string): string[] =>
  line
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\t')
    .map((field) => field.trim())

/** Only lines of five or six fields leave a doubt. */
const kindOf = (fields: readonly string[]): 'pushed' | 'doubtful' =>
  fields[0]?.includes('=') || fields.length < 5 || fields.length > 6 ? 'pushed' : 'doubtful'

const plain = (number: string): string => number.replace(/^0+(?=\d)/, '')

function mostOf<T extends string>(values: readonly T[]): { readonly value: T; readonly share: number } {
  const [most] = [...Map.groupBy(values, (value) => value)].sort(([, a], [, b]) => b.length - a.length)
  return { value: most?.[0] as T, share: (most?.[1].length ?? 0) / values.length }
}
