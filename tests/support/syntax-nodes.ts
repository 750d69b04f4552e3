import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

/** One node of a file's syntax tree. */
export interface SyntaxNode {
  readonly type: string
  readonly [key: string]: unknown
}

export interface ParsedFile {
  readonly path: string
  /** Every node, so that comments and texts are never taken for code. */
  readonly nodes: readonly SyntaxNode[]
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

function collect(value: unknown, found: SyntaxNode[]): void {
  if (typeof value !== 'object' || value === null) return
  if (isNode(value)) found.push(value)
  for (const child of Object.values(value)) collect(child, found)
}

/** Every TypeScript file below these folders, parsed. */
export function parseFolders(folders: readonly string[]): ParsedFile[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return parseText(path, readFileSync(path, 'utf8'))
      }),
  )
}

/** A file that is given as text. */
export function parseText(path: string, source: string): ParsedFile {
  const nodes: SyntaxNode[] = []
  collect(parseSync(path, source).program, nodes)
  return { path, nodes }
}

/** The name of an identifier or of a member, `null` for anything else. */
export function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null
  if (value.type === 'Identifier' && typeof value.name === 'string') return value.name
  if (value.type === 'PrivateIdentifier' || value.type !== 'MemberExpression') return null
  return nameOf(value.property)
}

/** What a module is imported from, in any of the forms. */
export function importedFrom(node: SyntaxNode): string | null {
  const { source } = node
  return isNode(source) && source.type === 'Literal' && typeof source.value === 'string' ? source.value : null
}

/** Whether a value is a text as it stands: a literal, or a template without holes. */
export const isConstantText = (value: unknown): boolean =>
  isNode(value) &&
  ((value.type === 'Literal' && typeof value.value === 'string') ||
    (value.type === 'TemplateLiteral' && Array.isArray(value.expressions) && value.expressions.length === 0))
