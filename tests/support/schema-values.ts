import fc from 'fast-check'

/** As much of JSON Schema as an OpenAPI document uses. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | JsonSchema
  readonly items?: JsonSchema
  readonly prefixItems?: readonly JsonSchema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
}

/** Texts that have broken programs: quotes, marks, controls, other scripts, lone surrogates, far too long. */
export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  "' OR 1=1 --",
  "Robert'); DROP TABLE events;--",
  '%_%',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u202eđảo ngược',
  '\u200b\u200b\u200b',
  `e${'\u0301'.repeat(255)}`,
  'Nguye\u0302\u0303n',
  '=cmd|calc!A0',
  '<img src=x onerror=alert(1)>',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'toString',
  '{"a":1}',
  '1e400',
  '-0',
  '9'.repeat(400),
  'NaN',
  'null',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '2026-11-18T07:30',
  '\r\nSet-Cookie: x=1',
  'ẤẦẨẪẬ'.repeat(200),
  'x'.repeat(70_000),
]

const HOSTILE_NUMBERS = [0, -0, -1, 1, 0.5, 2 ** 31, -(2 ** 31), 2 ** 53, 1e308, -1e308, 5e-324]

const HOSTILE_THINGS: readonly unknown[] = [
  null,
  true,
  [],
  {},
  [[[[[[[[[[]]]]]]]]]],
  { toString: 'x' },
  ['a', 1, null],
  JSON.parse('{"__proto__":{"admin":true}}'),
  { constructor: { prototype: {} } },
]

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.constantFrom(...HOSTILE_NUMBERS),
  fc.constantFrom(...HOSTILE_THINGS),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Values that get past the first look: by the name of a field or parameter. */
export type KnownValues = Readonly<Record<string, readonly unknown[]>>

function textOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minLength = 0, maxLength = 40, pattern, format } = schema
  if (format === 'uuid') return fc.uuid()
  if (format === 'date' || /\\d\{4\}-/.test(pattern ?? '')) {
    return fc.constantFrom(
      '2026-11-18',
      '2026-11-01',
      '2026-12-31',
      '2025-01-01',
      '2026-11-18T07:30',
      '2026-11',
    )
  }
  const plain = fc.string({
    minLength,
    maxLength: Math.max(minLength, Math.min(maxLength, 40)),
    unit: 'grapheme',
  })
  if (pattern === undefined) return fc.oneof(plain, fc.constantFrom(...HOSTILE_TEXTS))
  try {
    return fc.stringMatching(new RegExp(pattern))
  } catch {
    return plain
  }
}

/** Values that are mostly of the schema's form, and sometimes anything at all. */
export function valuesOf(
  schema: JsonSchema,
  known: KnownValues,
  resolve: (ref: string) => JsonSchema,
  name = '',
  depth = 0,
): fc.Arbitrary<unknown> {
  const again = (inner: JsonSchema, innerName = name) => valuesOf(inner, known, resolve, innerName, depth + 1)
  const wrong = { weight: 1, arbitrary: hostile }
  const oneOf = (right: fc.Arbitrary<unknown>, weight = 9): fc.Arbitrary<unknown> =>
    fc.oneof({ weight, arbitrary: right }, wrong)
  if (depth > 6) return hostile
  if (schema.$ref !== undefined) return again(resolve(schema.$ref))
  if (schema.const !== undefined) return oneOf(fc.constant(schema.const), 30)
  if (schema.enum !== undefined) return oneOf(fc.constantFrom(...schema.enum), 30)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => again(choice)))
  if (schema.allOf !== undefined) return again(Object.assign({}, ...schema.allOf))
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  const pool = known[name]
  const fromPool = pool === undefined ? [] : [{ weight: 20, arbitrary: fc.constantFrom(...pool) }]
  switch (type) {
    case 'string':
      return fc.oneof(...fromPool, { weight: 9, arbitrary: textOf(schema) }, wrong)
    case 'integer':
    case 'number': {
      const min = Math.max(schema.minimum ?? -1000, -(2 ** 53))
      const max = Math.min(schema.maximum ?? 100_000, 2 ** 53)
      return fc.oneof(
        ...fromPool,
        { weight: 9, arbitrary: fc.integer({ min, max: Math.max(min, max) }) },
        wrong,
      )
    }
    case 'boolean':
      return oneOf(fc.boolean())
    case 'null':
      return fc.constant(null)
    case 'array': {
      if (schema.prefixItems !== undefined) {
        return oneOf(fc.tuple(...schema.prefixItems.map((item) => again(item))))
      }
      const least = schema.minItems ?? 0
      const item = again(schema.items ?? {}, name.replace(/s$/, ''))
      return oneOf(fc.array(item, { minLength: least, maxLength: Math.max(least, 3) }))
    }
    case 'object':
      return oneOf(objectOf(schema, again), 30)
    default:
      return hostile
  }
}

function objectOf(
  schema: JsonSchema,
  again: (inner: JsonSchema, name?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  const required = new Set(schema.required ?? [])
  const model = Object.fromEntries(
    properties.map(([name, inner]) => {
      const value = again(inner, name)
      // Left out now and then, also what must be there.
      const missing = required.has(name) ? 0.03 : 0.4
      return [
        name,
        fc
          .tuple(fc.double({ min: 0, max: 1, noNaN: true }), value)
          .map(([p, v]) => (p < missing ? undefined : v)),
      ]
    }),
  )
  return fc.record(model)
}
