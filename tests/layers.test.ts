import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { type SourceFacts, sourceFacts } from './support/source-facts.ts'

/**
 * Who may import whom: core ← db ← kiosk ← electron, core ← db ← district, renderer → core only. `assets` and
 * `package.json` (the version) hold data, no code.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[] | 'anything'>> = {
  core: [],
  db: ['core'],
  kiosk: ['core', 'db', 'assets', 'package.json'],
  district: ['core', 'db', 'assets', 'package.json'],
  electron: ['core', 'db', 'kiosk', 'assets', 'package.json'],
  renderer: ['core', 'assets'],
  scripts: 'anything',
  tests: 'anything',
}

/** Rooms of each building from the ground up: a file imports from its own room and those before it. `.`: in none. */
const ROOMS: Readonly<Record<string, string>> = {
  core: `. badge update day old-devices schedule symbols excuses people person-day log month trends district kiosk wire
    audit desk`,
  'db/kiosk': 'files records remains store rescue open',
  'db/district': `schema engine organisation days imports kiosks months people accounts chain excuses intake pages
    retention backup`,
  kiosk: 'keys line log scan update desk sync visit enrol stick settings service host .',
  district: `context metrics print updates api-docs backups papers retention staff wire accounts by-hand excuses hours
    kiosks month notices organisation personal-data trends imports people today badges server commands .`,
  electron: '.',
  'renderer/kiosk': `text camera connection scanner parts sound counter idle keyboard desk desk/leader desk/set-up
    desk/settings screen/answer screen/head screen .`,
  'renderer/district': `api language session theme parts dates day imports sign-in badges hours kiosks month notices
    organisation people-import excuses people trends month-sheet today accounts ward shell .`,
}
/** Files that lie beside one another in one folder, so that somebody who looks finds. */
const MOST_FILES = 20
/** Folders that hold one file for each area. */
const FILE_AN_AREA = /^renderer\/locales\//

const MIRRORED = /^tests\/(core|db|district|electron|kiosk|renderer|scripts)\//

/** Options of the bundler beside what it bundles: run by Node, never shipped in a page. */
const BUILD_OPTIONS = /(^|\/)vite-options\.ts$/

/** Everything core may use that is not its own. */
const CORE_PACKAGES = ['zod', 'jose', 'date-fns', '@date-fns/tz']

/** Packages that belong to one folder; scripts and tests may use them too. */
const OWNED_PACKAGES: Readonly<Record<string, string>> = {
  'better-sqlite3': 'db',
  'drizzle-orm': 'db',
  pg: 'db',
  '@electric-sql/pglite': 'db',
  electron: 'electron',
  fastify: 'district',
  react: 'renderer',
  '@mui/material': 'renderer',
}

/** Folders (or paths) that may hold SQL. */
const MAY_HOLD_SQL = ['db/', 'tests/', 'scripts/bench']

const FORBIDDEN_FOLDERS = ['utils', 'lib', 'common', 'services', 'helpers']

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const SQL =
  /^\s*(select\s[\s\S]+\sfrom\s|select\s+(count|max|min|sum|1\b)|insert\s+(or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|create\s+(unique\s+|temp\w*\s+)?(table|index|trigger|view)\s|alter\s+table\s|drop\s+(table|index|trigger|view)\s|pragma\s+\w+|begin(\s+(immediate|exclusive|transaction))?\s*;?\s*$|vacuum(\s+into)?\b)/i

interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string
  readonly folder: string
  readonly facts: SourceFacts
}

function* pathsUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = posix.join(folder, entry.name)
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue
    if (entry.isDirectory()) {
      yield `${path}/`
      yield* pathsUnder(path)
    } else {
      yield path
    }
  }
}

const folderOf = (path: string): string => path.split('/')[0] ?? ''
const PATHS = Object.keys(MAY_IMPORT).flatMap((folder) => [...pathsUnder(folder)])
const FILES: SourceFile[] = PATHS.filter((path) => /\.[cm]?tsx?$/.test(path)).map((path) => ({
  path,
  folder: folderOf(path),
  facts: sourceFacts(path, readFileSync(join(ROOT, path), 'utf8')),
}))

const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name)
const packageOf = (name: string): string =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

/** The file a relative import names, without the bundler's `?worker` and the like. */
const targetOf = (path: string, name: string): string =>
  posix.normalize(posix.join(dirname(path), name.replace(/[?#].*$/, '')))

/** What is wrong with one import of a file, or null. */
function faultOf(path: string, name: string): string | null {
  const folder = folderOf(path)
  const allowed = MAY_IMPORT[folder] ?? []
  if (allowed === 'anything') return null
  if (name.startsWith('.')) {
    const target = folderOf(targetOf(path, name))
    return target === folder || allowed.includes(target) ? null : `is not for ${folder}/`
  }
  if (isBuiltin(name)) {
    const withoutNode = folder === 'core' || (folder === 'renderer' && !BUILD_OPTIONS.test(path))
    return withoutNode ? `is not for ${folder}/` : null
  }
  if (folder === 'core' && !CORE_PACKAGES.includes(packageOf(name))) return 'is not for core/'
  const owner = OWNED_PACKAGES[packageOf(name)]
  return owner === undefined || owner === folder ? null : `belongs to ${owner}/`
}

const importFaults = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, facts }) =>
    facts.imports.flatMap((name) => {
      const fault = faultOf(path, name)
      return fault === null ? [] : [`${path}: '${name}' ${fault}`]
    }),
  )

const BUILDINGS = Object.entries(ROOMS).map(([building, rooms]) => ({ building, rooms: rooms.split(/\s+/) }))
/** Where a file is: its building, and on which floor; -1: in a room that nobody knows. */
function placeOf(path: string) {
  const found = BUILDINGS.find(({ building }) => path.startsWith(`${building}/`))
  if (found === undefined) return null
  const room = posix.relative(found.building, dirname(path)) || '.'
  return { building: found.building, floor: found.rooms.indexOf(room) }
}
const roomFaults = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, facts }) => {
    const place = placeOf(path)
    if (place === null) return []
    if (place.floor < 0) return [`${path}: in no room`]
    return facts.imports
      .filter((name) => name.startsWith('.'))
      .filter((name) => {
        const other = placeOf(targetOf(path, name))
        return other?.building === place.building && other.floor > place.floor
      })
      .map((name) => `${path}: '${name}' is above it`)
  })

const mayHoldSql = (path: string): boolean => MAY_HOLD_SQL.some((start) => path.startsWith(start))
const sqlFaults = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path }) => !mayHoldSql(path))
    .flatMap(({ path, facts }) => [
      ...facts.names.filter((name) => /^drizzle-orm.*#sql$/.test(name)).map((name) => `${path}: ${name}`),
      ...facts.texts.filter((text) => SQL.test(text)).map((text) => `${path}: ${text.slice(0, 60)}`),
    ])

/** Import circles, each once, as `a → b → a`. */
function circles(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map(({ path, facts }) => [
      path,
      facts.imports.filter((name) => name.startsWith('.')).map((name) => targetOf(path, name)),
    ]),
  )
  const found: string[] = []
  const finished = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start !== -1) found.push([...trail.slice(start), path].join(' → '))
    if (start !== -1 || finished.has(path)) return
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    finished.add(path)
  }
  for (const { path } of files) visit(path, [])
  return found
}

const sample = (path: string, source: string): SourceFile => ({
  path,
  folder: folderOf(path),
  facts: sourceFacts(path, source),
})

describe('the tree', () => {
  test('every folder of the table is there to be checked', () => {
    expect(FILES.length).toBeGreaterThan(50)
    for (const folder of Object.keys(MAY_IMPORT)) {
      expect(FILES.filter((file) => file.folder === folder).length, folder).toBeGreaterThan(0)
    }
  })

  test('every import is allowed by the table', () => {
    expect(importFaults(FILES)).toEqual([])
  })

  test('every relative import of code names an existing file with its extension', () => {
    const missing = FILES.flatMap(({ path, facts }) =>
      facts.imports
        .filter((name) => name.startsWith('.') && !existsSync(join(ROOT, targetOf(path, name))))
        .map((name) => `${path}: ${name}`),
    )
    expect(missing).toEqual([])
  })

  test('no import is hidden behind an expression', () => {
    const hidden = FILES.filter(
      ({ folder, facts }) => facts.unknownImports > 0 && folder !== 'tests' && folder !== 'scripts',
    )
    expect(hidden.map(({ path }) => path)).toEqual([])
  })

  test('nothing but db/ holds SQL', () => {
    expect(sqlFaults(FILES)).toEqual([])
  })

  test('core knows no clock, no chance, no timer, no network and no process', () => {
    const impure = FILES.filter(({ folder }) => folder === 'core').flatMap(({ path, facts }) =>
      facts.impurities.map((use) => `${path}: ${use}`),
    )
    expect(impure).toEqual([])
  })

  test.each(Object.keys(MAY_IMPORT))('no files of %s import each other in a circle', (name) => {
    expect(circles(FILES.filter(({ folder }) => folder === name))).toEqual([])
  })

  test('every room imports only from rooms below it', () => {
    expect(roomFaults(FILES)).toEqual([])
  })

  test('no folder holds more files than are seen at a glance', () => {
    const counts = Map.groupBy(
      FILES.filter(({ path, folder }) => MAY_IMPORT[folder] !== 'anything' && !FILE_AN_AREA.test(path)),
      ({ path }) => dirname(path),
    )
    expect([...counts].filter(([, files]) => files.length > MOST_FILES).map(([folder]) => folder)).toEqual([])
  })

  test('a folder of tests is called as the room that it tests', () => {
    const rooms = new Set(
      [...Object.keys(MAY_IMPORT).map((name) => `${name}/`), ...PATHS].filter((path) => path.endsWith('/')),
    )
    const folders = FILES.filter(({ path }) => path.endsWith('.test.ts')).map(
      ({ path }) => `${dirname(path)}/`,
    )
    const mirrored = folders.filter((path) => MIRRORED.test(path)).map((path) => path.replace('tests/', ''))
    expect([...new Set(mirrored)].filter((path) => !rooms.has(path))).toEqual([])
  })

  test('no folder is called after nothing in particular', () => {
    const folders = PATHS.filter((path) => path.endsWith('/'))
    expect(folders.filter((path) => FORBIDDEN_FOLDERS.includes(path.split('/').at(-2) ?? ''))).toEqual([])
  })
})

describe('the checks themselves find', () => {
  test.each([
    ['a static import', 'core/a.ts', "import { b } from '../db/b.ts'"],
    ['a type import', 'core/a.ts', "import type { B } from '../db/b.ts'"],
    ['a type named in place', 'core/a.ts', "export type A = import('../db/b.ts').B"],
    ['a re-export', 'db/a.ts', "export * from '../kiosk/b.ts'"],
    ['a dynamic import', 'kiosk/a.ts', "await import('../district/b.ts')"],
    ['a worker', 'renderer/a.ts', "new Worker(new URL('../kiosk/b.ts', import.meta.url))"],
    ['an import with a suffix', 'renderer/a.tsx', "import W from '../kiosk/b.ts?worker'"],
    ['Node in core', 'core/a.ts', "import { readFileSync } from 'node:fs'"],
    ['Node without its prefix', 'renderer/a.ts', "import { readFileSync } from 'fs'"],
    ['a package that is not for core', 'core/a.ts', "import pg from 'pg'"],
    ['the database outside db', 'district/a.ts', "import { eq } from 'drizzle-orm/pg-core'"],
  ])('%s', (_name, path, source) => {
    expect(importFaults([sample(path, source)])).toHaveLength(1)
  })

  test.each([
    ['a query', "db.all('SELECT id FROM event WHERE seq > 1')"],
    ['a query in a template', 'db.all(`\n  select id from ' + '$' + '{table}`)'],
    ['a statement', "db.run('insert or replace into event values (1)')"],
    ['a pragma', "db.exec('PRAGMA foreign_keys = ON')"],
    ['drizzle’s sql', "import { sql } from 'drizzle-orm'"],
  ])('%s outside db', (_name, source) => {
    expect(sqlFaults([sample('kiosk/a.ts', source)])).toHaveLength(1)
    expect(sqlFaults([sample('db/kiosk/a.ts', source)])).toEqual([])
  })

  test.each([
    ['Date.now()'],
    ['new Date()'],
    ['Date()'],
    ['Math.random()'],
    ['crypto.randomUUID()'],
    ['globalThis.crypto.randomUUID()'],
    ['setTimeout(run, 5)'],
    ["fetch('/')"],
    ['process.env'],
  ])('%s in core', (source) => {
    expect(sample('core/a.ts', source).facts.impurities).not.toEqual([])
  })

  test('nothing in comments, texts and dates that are given', () => {
    const { facts } = sample(
      'core/a.ts',
      "// import x from '../db/b.ts'\nconst a = 'Date.now()'\nconst b = new Date(5)\nconst c = 'select one of these'",
    )
    expect(facts.imports).toEqual([])
    expect(facts.impurities).toEqual([])
    expect(facts.texts.filter((text) => SQL.test(text))).toEqual([])
  })

  test.each([
    ['a room above', 'db/district/engine/a.ts', "import type { B } from '../days/b.ts'"],
    ['a file in no room', 'db/district/a.ts', ''],
    ['a room on the ground that looks up', 'core/a.ts', "import type { B } from './log/b.ts'"],
    ['a room within a room', 'renderer/kiosk/screen/head/a.tsx', "import { B } from '../b.tsx'"],
    ['a room that nobody knows', 'db/district/attic/a.ts', ''],
  ])('%s', (_name, path, source) => {
    expect(roomFaults([sample(path, source)])).toHaveLength(1)
  })

  test('a circle', () => {
    const files = [
      sample('core/a.ts', "import './b.ts'"),
      sample('core/b.ts', "import './c.ts'"),
      sample('core/c.ts', "import './a.ts'"),
    ]
    expect(circles(files)).toEqual(['core/a.ts → core/b.ts → core/c.ts → core/a.ts'])
  })
})
