import { crc32, deflateRawSync } from 'node:zlib'

/** One file of an archive as it is stored; `claims` lies about its unpacked size. */
export interface ZipPart {
  readonly name: string
  readonly data: Buffer | string
  readonly claims?: number
}

/** A ZIP archive, deflated. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, data, claims } of parts) {
    const raw = Buffer.from(data)
    const packed = deflateRawSync(raw)
    const label = Buffer.from(name)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(raw), 0)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(claims ?? raw.length, 8)
    const local = Buffer.concat([
      Buffer.from('504b03041400000808000000000000', 'hex').subarray(0, 8),
      Buffer.from([8, 0, 0, 0, 0, 0]),
      sizes,
      Buffer.from([label.length, 0, 0, 0]),
      label,
      packed,
    ])
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    sizes.copy(entry, 16)
    entry.writeUInt16LE(label.length, 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, label)
    files.push(local)
    at += local.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, list, end])
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The files of a workbook with one sheet of texts and numbers, around the sheet's own XML. */
export const workbookParts = (sheet: string, shared: readonly string[]): ZipPart[] => [
  {
    name: '[Content_Types].xml',
    data: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`,
  },
  {
    name: '_rels/.rels',
    data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  },
  {
    name: 'xl/workbook.xml',
    data: `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
  },
  {
    name: 'xl/sharedStrings.xml',
    data: `<sst xmlns="${NAMESPACE}">${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
  },
  { name: 'xl/worksheets/sheet1.xml', data: sheet },
]

const letters = (index: number): string =>
  (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26))

/** A workbook of one sheet, as spreadsheet programs write it. */
export function writeXlsx(rows: readonly (readonly (string | number)[])[]): Buffer {
  const shared: string[] = []
  const body = rows.map((row, line) => {
    const cells = row.map((cell, column) => {
      const place = `${letters(column)}${line + 1}`
      if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
      shared.push(cell)
      return cell === '' ? `<c r="${place}"/>` : `<c r="${place}" t="s"><v>${shared.length - 1}</v></c>`
    })
    return `<row r="${line + 1}">${cells.join('')}</row>`
  })
  return zip(
    workbookParts(
      `<worksheet xmlns="${NAMESPACE}"><sheetData>${body.join('')}</sheetData></worksheet>`,
      shared,
    ),
  )
}
