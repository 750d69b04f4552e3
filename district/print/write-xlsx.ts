import { cellReference } from './xlsx-reference.ts'
import { createStyles, type XlsxStyle } from './xlsx-styles.ts'
import { xmlText } from './xml-text.ts'
import { zipFiles } from './zip-files.ts'

/** A cell is a text or a number, never a formula. */
export interface XlsxCell {
  readonly value: string | number | null
  readonly style?: XlsxStyle | undefined
}

export interface XlsxRow {
  /** Points. */
  readonly height?: number
  readonly cells: readonly (XlsxCell | null)[]
}

export interface XlsxSheet {
  readonly name: string
  /** Widths in characters. */
  readonly columns: readonly number[]
  readonly rows: readonly XlsxRow[]
  /** First and last row and column, from 0, inclusive. */
  readonly merges?: readonly { readonly rows: [number, number]; readonly columns: [number, number] }[]
  readonly landscape?: boolean
  /** Rows and columns that stay in sight. */
  readonly freeze?: { readonly rows: number; readonly columns: number }
  /** Rows repeated on every printed page, from 0, inclusive. */
  readonly titleRows?: readonly [number, number]
}

export interface XlsxWorkbook {
  readonly title: string
  /** UTC ms. */
  readonly madeAt: number
  readonly sheets: readonly XlsxSheet[]
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** Writes a workbook (ECMA-376) whose bytes depend only on what is in it. */
export function writeXlsx(book: XlsxWorkbook): Uint8Array {
  const styles = createStyles()
  const sheets = book.sheets.map((sheet, index) => sheetXml(sheet, index === 0, styles.idOf))
  return zipFiles([
    ['[Content_Types].xml', contentTypes(book.sheets.length)],
    ['_rels/.rels', packageRelations()],
    ['docProps/core.xml', coreProperties(book)],
    ['xl/workbook.xml', workbookXml(book)],
    ['xl/_rels/workbook.xml.rels', workbookRelations(book.sheets.length)],
    ['xl/styles.xml', HEAD + styles.xml()],
    ...sheets.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, xml] as const),
  ])
}

/** Excel reads `_xHHHH_` as a character: a text that really says so keeps its underscore. */
const cellText = (text: string): string =>
  xmlText(text.slice(0, 32_767).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'))

function sheetXml(sheet: XlsxSheet, first: boolean, styleOf: (style: XlsxStyle) => number): string {
  const rows = sheet.rows.map((row, at) => {
    const height = row.height === undefined ? '' : ` ht="${row.height}" customHeight="1"`
    const cells = row.cells.map((cell, column) => {
      if (cell === null) return ''
      const where = `r="${cellReference(at, column)}" s="${cell.style === undefined ? 0 : styleOf(cell.style)}"`
      if (cell.value === null) return `<c ${where}/>`
      return typeof cell.value === 'number'
        ? `<c ${where}><v>${cell.value}</v></c>`
        : `<c ${where} t="inlineStr"><is><t xml:space="preserve">${cellText(cell.value)}</t></is></c>`
    })
    return `<row r="${at + 1}"${height}>${cells.join('')}</row>`
  })
  const columns = sheet.columns.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const merges = (sheet.merges ?? []).map(
    ({ rows: [top, bottom], columns: [left, right] }) =>
      `<mergeCell ref="${cellReference(top, left)}:${cellReference(bottom, right)}"/>`,
  )
  const { freeze } = sheet
  const pane =
    freeze === undefined
      ? ''
      : `<pane xSplit="${freeze.columns}" ySplit="${freeze.rows}" topLeftCell="${cellReference(freeze.rows, freeze.columns)}" activePane="bottomRight" state="frozen"/>`
  return [
    `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView showGridLines="0"${first ? ' tabSelected="1"' : ''} workbookViewId="0">${pane}</sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>`,
    merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>`,
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${sheet.landscape ? 'landscape' : 'portrait'}" fitToWidth="1" fitToHeight="0"/>`,
    '<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>',
  ].join('')
}

function workbookXml({ sheets }: XlsxWorkbook): string {
  const list = sheets.map(
    ({ name }, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const titles = sheets.flatMap(({ titleRows, name }, index) =>
    titleRows === undefined
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">'${xmlText(name.replaceAll("'", "''"))}'!$${titleRows[0] + 1}:$${titleRows[1] + 1}</definedName>`,
        ],
  )
  const names = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${list.join('')}</sheets>${names}</workbook>`
}

function workbookRelations(count: number): string {
  const sheets = Array.from(
    { length: count },
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${REL}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  const styles = `<Relationship Id="rId${count + 1}" Type="${REL}/styles" Target="styles.xml"/>`
  return `${HEAD}<Relationships xmlns="${PACKAGE_REL}">${sheets.join('')}${styles}</Relationships>`
}

const packageRelations = (): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE_REL}"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

function coreProperties({ title, madeAt }: XlsxWorkbook): string {
  const at = `${new Date(madeAt).toISOString().slice(0, 19)}Z`
  const times = ['created', 'modified'].map(
    (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`,
  )
  return `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Giờ Giấc</dc:creator>${times.join('')}</cp:coreProperties>`
}

function contentTypes(count: number): string {
  const base = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const sheets = Array.from(
    { length: count },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${base}.worksheet+xml"/>`,
  )
  return `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${base}.sheet.main+xml"/>${sheets.join('')}<Override PartName="/xl/styles.xml" ContentType="${base}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
}
