import { parseSync } from 'vite'

/** What the layer rules need to know of one source file. */
export interface SourceFacts {
  /** Every module named in it: imports, re-exports, type imports, `import()`, and `new URL('x.ts', import.meta.url)`. */
  readonly imports: readonly string[]
  /** `import()` of something that is not written out. */
  readonly unknownImports: number
  /** Names taken out of packages, as `package#name`. */
  readonly names: readonly string[]
  /** Texts of string and template literals. */
  readonly texts: readonly string[]
  /** Uses of the clock, chance, timers, network and process, as written. */
  readonly impurities: readonly string[]
}

const IMPURE_MEMBERS = [
  'Date.now',
  'Math.random',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
]
const IMPURE_GLOBALS = ['process', 'console', 'localStorage', 'navigator', 'window', 'document']
const IMPURE_CALLS = ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'require']

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const textOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined
const nameOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : undefined

/** Reads one file by its syntax tree, so that comments and texts are never taken for code. */
export function sourceFacts(path: string, source: string): SourceFacts {
  const { program, errors } = parseSync(path, source)
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`)
  const facts = {
    imports: [] as string[],
    unknownImports: 0,
    names: [] as string[],
    texts: [] as string[],
    impurities: [] as string[],
  }
  walk(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'TSImportType':
      case 'ImportExpression': {
        const from = textOf(node.source)
        if (from !== undefined) facts.imports.push(from)
        else if (node.type === 'ImportExpression') facts.unknownImports++
        for (const specifier of Array.isArray(node.specifiers) ? node.specifiers : []) {
          const name = isNode(specifier) ? nameOf(specifier.imported) : undefined
          if (from !== undefined && name !== undefined) facts.names.push(`${from}#${name}`)
        }
        break
      }
      case 'NewExpression': {
        const parameters = Array.isArray(node.arguments) ? node.arguments : []
        const target = textOf(parameters[0])
        if (nameOf(node.callee) === 'URL' && target !== undefined && /^\.{1,2}\/.*\.tsx?$/.test(target)) {
          facts.imports.push(target)
        }
        if (nameOf(node.callee) === 'Date' && parameters.length === 0) facts.impurities.push('new Date()')
        break
      }
      case 'CallExpression': {
        const called = nameOf(node.callee)
        if (called !== undefined && [...IMPURE_CALLS, 'Date'].includes(called)) {
          facts.impurities.push(`${called}()`)
        }
        break
      }
      case 'MemberExpression': {
        const object = nameOf(node.object) ?? ''
        const member = `${object}.${nameOf(node.property) ?? textOf(node.property)}`
        if (IMPURE_MEMBERS.includes(member.replace(/^globalThis\./, ''))) facts.impurities.push(member)
        if (IMPURE_GLOBALS.includes(object)) facts.impurities.push(member)
        if (isNode(node.object) && node.object.type === 'MemberExpression') {
          const inner = `${nameOf(node.object.property)}.${nameOf(node.property)}`
          if (nameOf(node.object.object) === 'globalThis' && IMPURE_MEMBERS.includes(inner)) {
            facts.impurities.push(`globalThis.${inner}`)
          }
        }
        break
      }
      case 'Literal':
        if (typeof node.value === 'string') facts.texts.push(node.value)
        break
      case 'TemplateElement':
        if (isNode(node.value) && typeof node.value.raw === 'string') facts.texts.push(node.value.raw)
        break
    }
  })
  return facts
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit)
  } else if (isNode(value)) {
    if (typeof value.type === 'string') visit(value)
    for (const child of Object.values(value)) if (isNode(child)) walk(child, visit)
  }
}
