/** One element of an XML text, in the order of their opening. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** Names from the root down to its parent. */
  readonly within: readonly string[]
}

const ATTRIBUTES = /\s+([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gy
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  let end = 0
  for (const [whole, name = '', double, single] of text.matchAll(ATTRIBUTES)) {
    if (name in found) throw new Error(`${name} twice`)
    const value = double ?? single ?? ''
    if (REFERENCE.test(value)) throw new Error(`a bare & in ${name}`)
    found[name] = value
    end += whole.length
  }
  if (text.slice(end).trim() !== '') throw new Error(`no attributes: ${text}`)
  return found
}

/**
 * Reads the elements of an XML text without document type or CDATA; throws, in one line, where it is not well-formed.
 */
export function xmlElements(text: string): XmlElement[] {
  const elements: XmlElement[] = []
  const open: string[] = []
  const body = text.replace(/^\uFEFF?<\?xml[^?]*\?>/, '').replace(/<!--(?:(?!--)[\s\S])*-->/g, '')
  let at = 0
  for (const match of body.matchAll(/<(\/?)([A-Za-z_][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/g)) {
    const between = body.slice(at, match.index)
    if (/[<>]/.test(between) || REFERENCE.test(between)) throw new Error(`stray text: ${between.trim()}`)
    if (open.length === 0 && between.trim() !== '') throw new Error(`text outside: ${between.trim()}`)
    at = match.index + match[0].length
    const [, closing, name = '', inside = '', empty] = match
    if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
      continue
    }
    if (open.length === 0 && elements.length > 0) throw new Error(`a second root: ${name}`)
    elements.push({ name, attributes: attributesOf(inside), within: [...open] })
    if (empty !== '/') open.push(name)
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(' ')}`)
  if (body.slice(at).trim() !== '' || elements.length === 0)
    throw new Error(`text outside: ${body.slice(at).trim()}`)
  return elements
}
