import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, test } from 'vitest'

const FILES = readdirSync('electron')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, source: readFileSync(join('electron', name), 'utf8') }))

interface SyntaxNode {
  readonly type: string
  readonly [key: string]: unknown
}

/** Every node of a file's syntax tree, so that comments and texts are never taken for code. */
function nodesOf(name: string, source: string): SyntaxNode[] {
  const found: SyntaxNode[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit)
      return
    }
    if (typeof value !== 'object' || value === null) return
    if ('type' in value && typeof value.type === 'string') found.push(value as SyntaxNode)
    Object.values(value).forEach(visit)
  }
  visit(parseSync(name, source).program)
  return found
}

const identifiers = (name: string, source: string): string[] =>
  nodesOf(name, source).flatMap((node) =>
    node.type === 'Identifier' && typeof node.name === 'string' ? [node.name] : [],
  )
const modules = (name: string, source: string): string[] =>
  nodesOf(name, source).flatMap((node) => {
    if (node.type !== 'ImportDeclaration' && node.type !== 'ImportExpression') return []
    const from = node.source as { value?: unknown } | undefined
    return typeof from?.value === 'string' ? [from.value] : ['?']
  })
const filesWith = (word: string): string[] =>
  FILES.filter(({ name, source }) => identifiers(name, source).includes(word)).map(({ name }) => name)

describe('the shell in its source', () => {
  test('never compares origins, opens an outside program, or loads another file (E2)', () => {
    for (const word of [
      ...[
        'origin',
        'openExternal',
        'loadFile',
        'setCertificateVerifyProc',
        'webviewTag',
        'executeJavaScript',
      ],
      ...[
        'webSecurity',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'enableBlinkFeatures',
        'eval',
      ],
    ]) {
      expect(filesWith(word), word).toEqual([])
    }
  })

  test('listens to pages in one place, and speaks to the shell from one (E4)', () => {
    expect(filesWith('senderFrame')).toEqual(['lock-down.ts'])
    expect(filesWith('ipcRenderer')).toEqual(['preload.ts'])
    const calls = FILES.flatMap(({ name, source }) =>
      nodesOf(name, source).flatMap((node) => {
        const callee = node.type === 'CallExpression' ? (node.callee as SyntaxNode) : undefined
        const object = callee?.object as { name?: string } | undefined
        const property = callee?.property as { name?: string } | undefined
        return object?.name === 'ipcMain' || object?.name === 'ipc' ? [`${name}: ${property?.name}`] : []
      }),
    )
    expect(calls).toEqual(['lock-down.ts: on'])
  })

  test('the preload exposes nothing (E4)', () => {
    expect(filesWith('contextBridge')).toEqual([])
    const preload = FILES.find(({ name }) => name === 'preload.ts')
    expect(modules('preload.ts', preload?.source ?? '')).toEqual(['electron', './channels.ts'])
  })

  test('starts processes in one file only (T5)', () => {
    const starters = FILES.filter(({ name, source }) =>
      modules(name, source).some((from) => /child_process|worker_threads|^(node:)?vm$|cluster/.test(from)),
    )
    expect(starters.map(({ name }) => name)).toEqual(['service-process.ts'])
    expect(filesWith('utilityProcess')).toEqual(['service-process.ts'])
    for (const word of ['execFile', 'execSync', 'spawn', 'spawnSync', 'shell'])
      expect(filesWith(word), word).toEqual([])
  })

  test('opens no socket and asks no network (T4)', () => {
    for (const { name, source } of FILES) {
      expect(
        modules(name, source).filter((from) => /^(node:)?(net|http|https|http2|dgram|tls|dns)$/.test(from)),
        name,
      ).toEqual([])
      expect(identifiers(name, source), name).not.toContain('fetch')
    }
  })

  test('decides without Electron where it decides (E1)', () => {
    for (const name of [
      'policy.ts',
      'start-policy.ts',
      'start-options.ts',
      'relay.ts',
      'reload-watch.ts',
      'assets.ts',
    ]) {
      const source = FILES.find((file) => file.name === name)?.source ?? ''
      expect(modules(name, source), name).not.toContain('electron')
    }
  })

  test('removes the menu before the first window and switches the sandbox on (E18)', () => {
    const main = FILES.find(({ name }) => name === 'main.ts')?.source ?? ''
    const [sandbox, menu, window] = [
      'app.enableSandbox()',
      'Menu.setApplicationMenu(null)',
      'openKioskWindow({',
    ].map((text) => main.indexOf(text))
    expect(sandbox).toBeGreaterThan(0)
    expect(menu).toBeGreaterThan(0)
    expect(window).toBeGreaterThan(Math.max(sandbox ?? 0, menu ?? 0))
  })

  test('no shipped file asks for a dangerous switch (E9)', () => {
    const shipped = [
      'electron-builder.yml',
      'electron.vite.config.ts',
      'scripts/package.ts',
      'scripts/after-pack.mjs',
      ...FILES.map(({ name }) => `electron/${name}`),
    ]
    for (const file of shipped) {
      const text = readFileSync(file, 'utf8')
      for (const dangerous of [
        '--no-sandbox',
        '--disable-web-security',
        '--remote-debugging',
        '--inspect',
        '--ignore-cert',
      ]) {
        expect(text.includes(dangerous), `${file}: ${dangerous}`).toBe(false)
      }
    }
  })
})
