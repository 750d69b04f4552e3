import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  importedFrom,
  isConstantText,
  nameOf,
  type ParsedFile,
  parseFolders,
  parseText,
} from './support/syntax-nodes.ts'

/** Ways to make code or markup out of text. */
const MARKUP = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'dangerouslySetInnerHTML',
  'srcdoc',
  'DOMParser',
]
const CODE = ['eval', 'Function', 'importScripts', 'createContextualFragment']
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate']

/** What of a file makes code or markup out of text (E5). */
const outOfText = ({ path, nodes }: ParsedFile): string[] =>
  nodes.flatMap((node) => {
    if (node.type === 'MemberExpression' || node.type === 'JSXAttribute') {
      const name = node.type === 'JSXAttribute' ? (node.name as { name?: unknown }).name : nameOf(node)
      if (MARKUP.includes(String(name))) return [`${path}: ${name}`]
      const object = nameOf(node.object)
      if (object === 'document' && /^(write|writeln)$/.test(String(name)))
        return [`${path}: document.${name}`]
      return []
    }
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return []
    const name = nameOf(node.callee) ?? ''
    const [first] = node.arguments as unknown[]
    if (CODE.includes(name) || MARKUP.includes(name)) return [`${path}: ${name}`]
    return TIMERS.includes(name) && isConstantText(first) ? [`${path}: ${name} of a text`] : []
  })

/** Modules that start programs or run code from elsewhere. */
const PROCESSES = /^(node:)?(child_process|cluster|vm|repl|inspector)$/

/** Methods that take SQL, by their names. */
const TAKES_SQL = ['prepare', 'exec', 'query', 'raw', 'unsafe']

/** SQL that is not written down as it stands, and why no value of anybody's can become a part of it. */
const PUT_TOGETHER: Readonly<Record<string, string>> = {
  'db/district/backup/put-back.ts':
    'names and terms that the database itself gives out, for its own foreign keys',
  'db/district/engine/column-rows.ts': 'names and types of columns, from the schema',
  'db/district/engine/migrate-database.ts': 'the statements of the migrations themselves',
  'db/district/organisation/notices.ts': 'one of two names of a table, both written in the same file',
  'db/district/chain/open-for-verifying.ts': 'statements that its callers hold as they stand',
  'db/kiosk/open/open-for-verifying.ts': 'statements that its callers hold as they stand',
  'db/kiosk/remains/read-remains.ts': 'names of columns, written in the same file',
}

/** A text as it stands, a CONSTANT of the program, or one put together from those. */
function isFixed(value: unknown): boolean {
  if (isConstantText(value)) return true
  const node = value as { type?: string; name?: string; expressions?: unknown[]; arguments?: unknown[] }
  if (node.type === 'Identifier') return /^[A-Z][A-Z0-9_]*$/.test(node.name ?? '')
  if (node.type === 'TemplateLiteral') return (node.expressions ?? []).every(isFixed)
  return node.type === 'CallExpression' && (node.arguments ?? []).every(isFixed)
}

/** Regular expressions have an `exec` of their own. */
const isExpression = (value: unknown): boolean =>
  ((value as { regex?: unknown }).regex ?? null) !== null || isFixed(value)

/** All that the environment may tell a program. No guard is among it: `scripts/mutations` takes them away from outside. */
const ENVIRONMENT = [
  ...['ADDRESS', 'BACKUP', 'BACKUPS', 'BACKUP_HOURS', 'BUILT', 'CONFIG', 'DATA', 'DISTRICT_KEY', 'HOST'],
  ...['KEEP_EVENTS_MONTHS', 'KEEP_NAMES_MONTHS', 'LOG_LEVEL', 'METRICS_PORT', 'NODE', 'PORT', 'PROCESSES'],
  ...['PROCESS_PLACE', 'SECOND_FACTOR', 'TRUST_PROXY', 'USB', 'WINDOWED'],
].map((name) => `GIOGIAC_${name}`)

/** Names by which a program trusts without looking, looks less closely, or takes another way than the straight one. */
const LOOSENS_TLS = [
  ...['setCertificateVerifyProc', 'checkServerIdentity', 'allowPartialTrustChain', 'pskCallback'],
  ...['setDefaultCACertificates', 'secureProtocol', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_EXTRA_CA_CERTS'],
  ...['setGlobalDispatcher', 'EnvHttpProxyAgent', 'ProxyAgent', 'proxyEnv', 'setProxy', 'pacScript'],
]

/** What of a file loosens how the other end of a TLS connection is looked at (S13). */
const loosensTls = ({ path, nodes }: ParsedFile): string[] =>
  nodes.flatMap((node) => {
    if (node.type === 'Identifier') {
      const name = nameOf(node) ?? ''
      return LOOSENS_TLS.includes(name) ? [`${path}: ${name}`] : []
    }
    if (node.type === 'Literal' && node.value === 'certificate-error') return [`${path}: certificate-error`]
    if (node.type !== 'Property') return []
    const name = nameOf(node.key) ?? (node.key as { value?: unknown }).value
    const given = node.value as { value?: unknown }
    if (name === 'rejectUnauthorized' && given.value !== true) return [`${path}: rejectUnauthorized`]
    const isOld = /^(min|max)Version$/.test(String(name)) && !/^TLSv1\.[23]$/.test(String(given.value))
    return isOld ? [`${path}: ${name}`] : []
  })

describe('the sources', () => {
  const renderer = parseFolders(['renderer/kiosk', 'renderer/ui'].filter((folder) => existsSync(folder)))
  const service = parseFolders(['core', 'db/kiosk', 'kiosk'])
  const database = parseFolders(['db'])

  test('of the kiosk’s page make neither code nor markup out of text (E5)', () => {
    expect(renderer.length).toBeGreaterThan(80)
    expect(renderer.flatMap(outOfText)).toEqual([])
  })

  test('of the kiosk’s service start no process and run no text (T5)', () => {
    const starters = service.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) => {
        const from = importedFrom(node)
        return from !== null && PROCESSES.test(from) ? [`${path}: ${from}`] : []
      }),
    )
    expect(starters).toEqual([])
    expect(service.flatMap(outOfText)).toEqual([])
    // The one thread reads the log through, and is the program's own file.
    const threads = service.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) =>
        node.type === 'NewExpression' && nameOf(node.callee) === 'Worker' ? [path] : [],
      ),
    )
    expect(threads).toEqual(['kiosk/log/check-in-background.ts'])
  })

  test('of every program look closely at whom they speak to: no certificate goes unread, no proxy is looked for (S13)', () => {
    const programs = parseFolders(['core', 'db', 'kiosk', 'electron', 'district', 'scripts'])
    expect(programs.flatMap(loosensTls)).toEqual([])
    // TLS itself is used in one place, which says how.
    const users = parseFolders(['core', 'db', 'kiosk', 'electron']).filter(({ nodes }) =>
      nodes.some((node) => /^(node:)?(https|tls|http2)$/.test(importedFrom(node) ?? '')),
    )
    expect(users.map(({ path }) => path)).toEqual(['kiosk/line/district-fetch.ts'])
    const strict = users.flatMap(({ nodes }) => nodes.map((node) => nameOf(node.key)))
    expect(strict).toEqual(expect.arrayContaining(['minVersion', 'rejectUnauthorized']))
  })

  test.each([
    'request({ rejectUnauthorized: false })',
    'request({ rejectUnauthorized })',
    "request({ 'rejectUnauthorized': flags.strict })",
    'request({ checkServerIdentity: () => undefined })',
    "request({ minVersion: 'TLSv1.1' })",
    'session.setCertificateVerifyProc((_, done) => done(0))',
    "app.on('certificate-error', (event) => event.preventDefault())",
    "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'",
  ])('are seen to loosen TLS where they say %s', (source) => {
    expect(loosensTls(parseText('kiosk/a.ts', source))).toHaveLength(1)
  })

  test('of every program listen to no variable that takes a guard away', () => {
    const programs = globSync('{core,db,kiosk,district,electron,renderer}/**/*.{ts,tsx}')
    const heard = programs.flatMap((path) => readFileSync(path, 'utf8').match(/GIOGIAC_[A-Z_]+/g) ?? [])
    expect([...new Set(heard)].sort()).toEqual(ENVIRONMENT)
  })

  test('hold SQL as it stands: no value ever becomes a part of a statement (T3)', () => {
    const found = database.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) => {
        if (node.type !== 'CallExpression') return []
        const [first] = node.arguments as unknown[]
        const callee = node.callee as { readonly type?: string; readonly object?: unknown }
        const name = nameOf(callee) ?? ''
        if (callee.type !== 'MemberExpression' || !TAKES_SQL.includes(name) || first === undefined) return []
        if (isFixed(first) || (name === 'exec' && isExpression(callee.object))) return []
        return [path]
      }),
    )
    expect(found.filter((path) => PUT_TOGETHER[path] === undefined)).toEqual([])
    expect(new Set(found).size).toBeGreaterThan(2)
  })
})

/** Every requirement on the kiosk's window and on what is shown to it, by its number. */
const REQUIREMENTS = [
  ...Array.from({ length: 16 }, (_, index) => `E${index + 1}`),
  'E18',
  ...Array.from({ length: 10 }, (_, index) => `T${index + 1}`),
]

test('every requirement on the kiosk is named by a test that holds it', () => {
  const titles = readdirSync('tests', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
  const named = new Set(
    [...titles.matchAll(/\(((?:[A-Z]\d+)(?:, [A-Z]\d+)*)\)/g)].flatMap(
      ([, numbers]) => numbers?.split(', ') ?? [],
    ),
  )
  expect(REQUIREMENTS.filter((number) => !named.has(number))).toEqual([])
})
