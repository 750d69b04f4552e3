import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseFolders, type SyntaxNode } from './syntax-nodes.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Letters that only Vietnamese has. */
export const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu

/** A text of the program after the file it stands in. */
export type PlacedText = readonly [file: string, text: string]

/**
 * What the sources themselves say to people, beside the locales: refusals, lines of commands, printed papers. English
 * that stands in brackets, after a stroke or as a sentence of its own behind the Vietnamese is told apart.
 */
export function sourceTexts(folders: readonly string[]): {
  readonly vietnamese: readonly PlacedText[]
  readonly english: readonly PlacedText[]
} {
  const vietnamese: PlacedText[] = []
  const english: PlacedText[] = []
  for (const { path, nodes } of parseFolders(folders.map((folder) => join(ROOT, folder)))) {
    const file = relative(ROOT, path)
    if (file.startsWith('renderer/locales/')) continue
    for (const part of nodes.flatMap((node) =>
      saidBy(node)
        .normalize('NFC')
        .split(/\n|[()]| \/ |(?<=\.) /),
    )) {
      if (VIETNAMESE.test(part)) vietnamese.push([file, part])
      else if (/[a-z]{2,} [a-z]{2,}/.test(part)) english.push([file, part])
    }
  }
  return { vietnamese, english }
}

/** The text of a literal, holes of a template as `…`. */
function saidBy({ type, value, quasis }: SyntaxNode): string {
  if ((type === 'Literal' || type === 'JSXText') && typeof value === 'string') return value
  if (type !== 'TemplateLiteral') return ''
  return (quasis as readonly { value: { cooked: string } }[]).map((each) => each.value.cooked).join('…')
}
