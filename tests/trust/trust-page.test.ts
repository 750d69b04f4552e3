import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Every test that a page names: the file, and a part of the test's name in quotes after it. */
const namedIn = (page: string) =>
  [...readFileSync(page, 'utf8').matchAll(/`(tests\/[\w./-]+)`(?:\s+"([^"]+)")?/g)].map(
    ([, file = '', test]) => ({
      file,
      test,
    }),
  )

describe.each(['docs/trust.md', 'docs/en/trust.md'])('%s', (page) => {
  it('names only tests that there are', () => {
    const named = namedIn(page)
    expect(named.length).toBeGreaterThan(30)
    const missing = named.filter(
      ({ file, test = '' }) => !existsSync(file) || !readFileSync(file, 'utf8').includes(test),
    )
    expect(missing).toEqual([])
  })
})

describe('the two pages', () => {
  it('make the same promises by the same tests', () => {
    expect(namedIn('docs/en/trust.md')).toEqual(namedIn('docs/trust.md'))
  })
})
