import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const [unreleased = ''] = readFileSync(new URL('../CHANGELOG.md', import.meta.url), 'utf8').split(
  '\n## 0.1.0',
)
const [vietnamese = ''] = unreleased.split('\n### English')

describe('what is not released yet', () => {
  it('stands in lines that can be read beside code', () => {
    expect(unreleased.split('\n').filter((line) => line.length > 118)).toEqual([])
  })

  it('calls the machine at the counter by its Vietnamese name', () => {
    const said = vietnamese.replaceAll(/`[^`]*`|\*kiosk\*/g, '')
    expect(said.split('\n').filter((line) => /kiosk/i.test(line))).toEqual([])
  })
})
