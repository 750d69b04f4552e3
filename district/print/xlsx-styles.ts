/** How a cell looks; what is left out is plain. */
export interface XlsxStyle {
  readonly bold?: boolean
  readonly italic?: boolean
  /** Points; 11 unless told. */
  readonly size?: number
  readonly align?: 'left' | 'center' | 'right'
  readonly top?: boolean
  readonly wrap?: boolean
  readonly border?: boolean
  readonly shade?: 'rest' | 'head' | 'doubt'
  /** Degrees, for narrow headings. */
  readonly rotate?: number
  /** Days with up to two decimals. */
  readonly days?: boolean
}

const SHADES = { rest: 'FFE7E6E6', head: 'FFDDEBF7', doubt: 'FFFFF2CC' } as const
const FONT_NAME = 'Times New Roman'

/** Gathers the styles that a workbook uses; each look gets one number, in the order of its first use. */
export function createStyles(): { idOf(style: XlsxStyle): number; xml(): string } {
  const fonts = new Map<string, number>()
  const fills = new Map<string, number>([
    ['none', 0],
    ['gray125', 1],
  ])
  const looks = new Map<string, number>()
  const formats: string[] = []
  const fontOf = ({ bold, italic, size = 11 }: XlsxStyle): number =>
    numberOf(
      fonts,
      `<font>${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}<sz val="${size}"/><name val="${FONT_NAME}"/><family val="1"/></font>`,
    )
  const idOf = (style: XlsxStyle): number => {
    const key = JSON.stringify(style)
    const known = looks.get(key)
    if (known !== undefined) return known
    const fill = style.shade === undefined ? 0 : numberOf(fills, SHADES[style.shade])
    const wrap = style.wrap ? ' wrapText="1"' : ''
    const rotate = style.rotate === undefined ? '' : ` textRotation="${style.rotate}"`
    const horizontal = style.align === undefined ? '' : ` horizontal="${style.align}"`
    formats.push(
      `<xf numFmtId="${style.days ? 164 : 0}" fontId="${fontOf(style)}" fillId="${fill}" borderId="${style.border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="${style.top ? 'top' : 'center'}"${horizontal}${wrap}${rotate}/></xf>`,
    )
    looks.set(key, formats.length - 1)
    return formats.length - 1
  }
  idOf({})
  const line = (side: string) => `<${side} style="thin"><color auto="1"/></${side}>`
  return {
    idOf,
    xml: () =>
      [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.##;-0.##;0"/></numFmts>',
        `<fonts count="${fonts.size}">${[...fonts.keys()].join('')}</fonts>`,
        `<fills count="${fills.size}">${[...fills.keys()].map(fillXml).join('')}</fills>`,
        `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(line).join('')}<diagonal/></border></borders>`,
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        `<cellXfs count="${formats.length}">${formats.join('')}</cellXfs>`,
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
      ].join(''),
  }
}

const fillXml = (name: string): string =>
  name === 'none' || name === 'gray125'
    ? `<fill><patternFill patternType="${name}"/></fill>`
    : `<fill><patternFill patternType="solid"><fgColor rgb="${name}"/><bgColor indexed="64"/></patternFill></fill>`

function numberOf(known: Map<string, number>, key: string): number {
  const found = known.get(key)
  if (found !== undefined) return found
  known.set(key, known.size)
  return known.size - 1
}
