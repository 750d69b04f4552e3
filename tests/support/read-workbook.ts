import { strFromU8, unzipSync } from 'fflate'

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }
const plain = (xml: string): string =>
  xml.replace(/&(lt|gt|quot|amp);/g, (entity) => entities[entity] ?? entity)

export type ReadCell = string | number | null

/** A sheet of a workbook as rows of cells, read from the file's own XML; says whether any cell holds a formula. */
export function readWorkbook(bytes: Uint8Array): {
  readonly names: readonly string[]
  readonly sheets: readonly (readonly (readonly ReadCell[])[])[]
  readonly formulas: number
} {
  const files = unzipSync(bytes)
  const text = (path: string): string => strFromU8(files[path] ?? new Uint8Array())
  const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].map((match) =>
    plain(match[1] ?? ''),
  )
  let formulas = 0
  const sheets = names.map((_, index) => {
    const xml = text(`xl/worksheets/sheet${index + 1}.xml`)
    formulas += [...xml.matchAll(/<f[ >]/g)].length
    return [...xml.matchAll(/<row r="(\d+)"[^>]*>(.*?)<\/row>/gs)].map((row) => {
      const cells: ReadCell[] = []
      for (const [, reference = '', rest = ''] of (row[2] ?? '').matchAll(
        /<c r="([A-Z]+)\d+"[^>]*?(?:\/>|>(.*?)<\/c>)/gs,
      )) {
        const number = /<v>([^<]*)<\/v>/.exec(rest)?.[1]
        const said = /<t[^>]*>([^<]*)<\/t>/.exec(rest)?.[1]
        cells[columnOf(reference)] =
          number === undefined ? (said === undefined ? null : plain(said)) : Number(number)
      }
      return Array.from(cells, (cell) => cell ?? null)
    })
  })
  return { names, sheets, formulas }
}

function columnOf(letters: string): number {
  let column = 0
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
