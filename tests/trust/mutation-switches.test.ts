import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { describe, expect, it } from 'vitest'
import { mainConfig } from '../../electron.vite.config.ts'
import { ALL_MUTANTS } from '../../scripts/mutations/all-mutants.ts'

const REGISTER = 'db/mutation.ts'
const registered = [...readFileSync(REGISTER, 'utf8').matchAll(/^ {2}\| '([a-z0-9-]+)'$/gm)].map(
  ([, name]) => name ?? '',
)

describe('a mutation switch', () => {
  it('switches off a guard that is there, and has a test that must turn red', () => {
    const sources = globSync('{db,kiosk,district,electron,scripts}/**/*.{ts,tsx}').filter(
      (file) => !file.startsWith('scripts/mutations/'),
    )
    const used = new Set(
      sources.flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/mutated\(\s*'([a-z0-9-]+)'/g)].map(([, name]) => name),
      ),
    )
    expect(registered.length).toBeGreaterThan(20)
    expect(registered.filter((name) => !used.has(name))).toEqual([])
    expect(registered.filter((name) => !ALL_MUTANTS.some(({ guard }) => guard === name))).toEqual([])
  })

  it('does nothing without the test build, and one thing with it', () => {
    const ask = (environment: Record<string, string>) =>
      spawnSync(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `import { mutated } from './${REGISTER}'
           console.log(mutated('log-links-unchecked'), mutated('pin-without-pause'))`,
        ],
        { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...environment } },
      ).stdout
    expect(ask({})).toBe('false false\n')
    expect(ask({ GIOGIAC_MUTATE: 'log-links-unchecked' })).toBe('false false\n')
    expect(ask({ GIOGIAC_MUTATE: 'log-links-unchecked', GIOGIAC_TEST_BUILD: '0' })).toBe('false false\n')
    expect(ask({ GIOGIAC_MUTATE: 'log-links-unchecked', GIOGIAC_TEST_BUILD: '1' })).toBe('true false\n')
  })

  it('is not in what is packed: the kiosk’s bundles ask the environment for none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giogiac-bundle-'))
    const { define, build: options } = mainConfig({ mutation: REGISTER }, folder)
    const { externalizeDeps: _, ...plain } = options ?? {}
    await build({
      configFile: false,
      logLevel: 'error',
      ...(define === undefined ? {} : { define }),
      build: { ...plain, ssr: true, emptyOutDir: true },
    })
    const bundle = globSync(join(folder, '**/*.cjs')).map((file) => readFileSync(file, 'utf8'))
    rmSync(folder, { recursive: true, force: true })
    expect(bundle.join('')).toContain('mutated')
    expect(bundle.join('')).not.toMatch(/process\.env/)
  })
})
