/**
 * Reads lines of a GLG or AGL text (Ronald Jack and kin: headings `No TMNo EnNo Name GMNo Mode DateTime`, tabs between)
 * in the order of a pushed reading: number, time, direction. Names in the file are not taken over.
 * @param heading the text's first line
 * @returns what a line after it says; `null`: the text is of another kind
 */
export function glgReader(heading: string): ((line: string) => string) | null {
  const columns = heading.split('\t').map((name) => name.trim().toLowerCase())
  const [number, time, mode] = ['enno', 'datetime', 'mode'].map((name) => columns.indexOf(name))
  if (number === undefined || time === undefined || number < 0 || time < 0) return null
  return (line) => {
    if (line.trim() === '') return ''
    const fields = line.split('\t').map((field) => field.trim())
    const pin = (fields[number] ?? '').replace(/^0+(?=\d)/, '')
    const at = (fields[time] ?? '').replace(/^(\d{4})\/(\d{2})\/(\d{2})\s+/, '$1-$2-$3 ')
    return `${pin}\t${at}\t${fields[mode ?? -1] ?? ''}`
  }
}
