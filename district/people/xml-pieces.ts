import { BadArchive } from './unzip.ts'

/** A start or end of an element, without its namespace prefix, or the text between. */
export type XmlPiece =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }

const PIECE =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*?)?)(\/?)>|([^<]+)/y
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves the five named entities and numbers; there are no others without a document type, and none is read. */
const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
  })

/** Reads XML from front to end without keeping it. @throws {BadArchive} on a document type or what is not XML */
export function* xmlPieces(xml: string): Generator<XmlPiece> {
  PIECE.lastIndex = 0
  const pattern = new RegExp(PIECE.source, 'y')
  const source = xml.replace(/^\ufeff/, '')
  while (pattern.lastIndex < source.length) {
    const found = pattern.exec(source)
    if (found === null) throw new BadArchive('not-a-table')
    const [whole, cdata, slash, name, attributes = '', empty, text] = found
    if (cdata !== undefined) yield { kind: 'text', text: cdata }
    else if (text !== undefined) yield { kind: 'text', text: plain(text) }
    else if (name !== undefined && slash === '/') yield { kind: 'close', name }
    else if (name !== undefined) yield { kind: 'open', name, attributes, empty: empty === '/' }
    else if (whole === '') throw new BadArchive('not-a-table')
  }
}

/** One attribute of an element, whatever its prefix. */
export function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found === null ? null : plain(found[1] ?? found[2] ?? '')
}
