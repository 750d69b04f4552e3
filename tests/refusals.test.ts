import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RefusalText } from '../core/district/say-refusal.ts'
import { nameOf, parseFolders, parseText, type SyntaxNode } from './support/syntax-nodes.ts'

type Named = readonly [code: string, text: RefusalText]

/** Every text of `assets/refusals`, after its code. */
const TEXTS: readonly Named[] = globSync('assets/refusals/*.json').flatMap((path) => {
  const texts: Record<string, RefusalText> = JSON.parse(readFileSync(path, 'utf8'))
  return Object.entries(texts).map(([name, text]): Named => [`${basename(path, '.json')}.${name}`, text])
})
/** What the server refuses; titles go by the status. */
const REFUSALS = TEXTS.filter(([code]) => !code.startsWith('titles.'))

/** What a text speaks of: the names in its `{{…}}`. */
const namesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].sort()

/** Codes that a literal, or a template with holes in it, can be. */
function codesOf(node: SyntaxNode): readonly string[] {
  if (node.type === 'Literal') return TEXTS.flatMap(([code]) => (code === node.value ? [code] : []))
  if (node.type !== 'TemplateLiteral') return []
  const quasis = node.quasis as readonly { value: { cooked: string } }[]
  const pattern = quasis.map(({ value }) => value.cooked.replaceAll('.', '\\.')).join('[\\w-]+')
  return /^[a-z-]+\\\./.test(pattern) ? matching(new RegExp(`^${pattern}$`)) : []
}

const matching = (pattern: RegExp): readonly string[] =>
  REFUSALS.flatMap(([code]) => (pattern.test(code) ? [code] : []))

/** The names of `{ … }` where they are written down. */
function namesGiven(node: SyntaxNode | undefined): readonly string[] | null {
  if (node === undefined) return []
  if (node.type !== 'ObjectExpression') return null
  return (node.properties as readonly SyntaxNode[]).map(({ key }) => nameOf(key) ?? '').sort()
}

/** Codes that a node says with what they speak of: `refuse(404, 'a.b', { … })`, `{ code: 'a.b', params: { … } }`. */
function saidBy(node: SyntaxNode): readonly (readonly [code: string, names: readonly string[] | null])[] {
  if (node.type === 'CallExpression') {
    const given = node.arguments as readonly SyntaxNode[]
    return given.flatMap((each, index) =>
      codesOf(each).map((code) => [code, namesGiven(given[index + 1])] as const),
    )
  }
  if (node.type !== 'ObjectExpression') return []
  const properties = node.properties as readonly SyntaxNode[]
  const given = (name: string) => properties.find(({ key }) => nameOf(key) === name)?.value as SyntaxNode
  const code = given('code')
  const literal = code?.type === 'TSAsExpression' ? (code.expression as SyntaxNode) : code
  if (literal === undefined) return []
  return codesOf(literal).map((each) => [each, namesGiven(given('params'))] as const)
}

/** Where a text and what it is given do not fit. */
const faultsOf = (nodes: readonly SyntaxNode[]): readonly string[] =>
  nodes.flatMap(saidBy).flatMap(([code, given]) => {
    const text = TEXTS.find(([each]) => each === code)?.[1].vi ?? ''
    return given === null || given.join() === namesIn(text).join() ? [] : [`${code}: ${given.join(', ')}`]
  })

describe('what the district refuses', () => {
  const sources = parseFolders(['district'])

  it('is said in both languages, of the same things', () => {
    expect(TEXTS.length).toBeGreaterThan(200)
    for (const [code, { vi, en, en_one: one }] of TEXTS) {
      expect(
        [vi, en].every((text) => text.trim() !== ''),
        code,
      ).toBe(true)
      expect(namesIn(en), code).toEqual(namesIn(vi))
      expect(one === undefined || namesIn(vi).includes('count'), code).toBe(true)
      expect(namesIn(vi), code).toEqual(expect.arrayContaining([...namesIn(one ?? '')]))
    }
  })

  it('has no text that nobody says', () => {
    const used = new Set(sources.flatMap(({ nodes }) => nodes.flatMap(codesOf)))
    expect(REFUSALS.map(([code]) => code).filter((code) => !used.has(code))).toEqual([])
  })

  it('is given all that its text speaks of, and no more', () => {
    expect(sources.flatMap(({ nodes }) => faultsOf(nodes))).toEqual([])
  })

  it.each([
    "refuse(422, 'excuses.too-long')",
    "refuse(422, 'excuses.too-long', { least: 3 })",
    "refuse(404, 'excuses.no-request', { id })",
    "[{ code: 'people.row-gone' as const, params: { line } }]",
  ])('is seen where it does not fit: %s', (source) => {
    expect(faultsOf(parseText('district/a.ts', source).nodes)).toHaveLength(1)
  })
})
