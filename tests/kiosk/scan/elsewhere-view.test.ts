import { describe, expect, it } from 'vitest'
import { viewElsewhere } from '../../../kiosk/scan/elsewhere-view.ts'

const AT = Date.parse('2026-11-18T08:10:00+07:00')
const REPEAT_MS = 120_000
const DATE = '2026-11-18'

describe('what a kiosk knows of the others of its point', () => {
  const scan = { person: 'a1', at: AT, intent: 'leave', badge: 'absent', clockChecked: true } as const
  const heard = (heardTo: number | null, unsure: string[] = []) =>
    viewElsewhere({ heardTo, scans: [scan], unsure }, DATE)

  it('is enough to hold a scan against somebody while an unheard one could only be the same scan once more', () => {
    expect(heard(AT).knows('a1', AT, REPEAT_MS)).toBe(true)
    expect(heard(AT).knows('a1', AT + REPEAT_MS, REPEAT_MS)).toBe(true)
    expect(heard(AT).knows('a1', AT + REPEAT_MS + 1, REPEAT_MS)).toBe(false)
    expect(heard(null).knows('a1', AT, REPEAT_MS)).toBe(false)
    expect(heard(AT, ['a1']).knows('a1', AT, REPEAT_MS)).toBe(false)
    expect(heard(AT, ['a1']).knows('a2', AT, REPEAT_MS)).toBe(true)
  })

  it('is each person’s own, of that day, with what is not sure about it', () => {
    const view = heard(AT, ['a2'])
    expect(view.scansOf('a1', DATE)).toEqual([
      { at: AT, intent: 'leave', badge: 'absent', clockChecked: true },
    ])
    expect(view.scansOf('a1', '2026-11-19')).toEqual([])
    expect(view.scansOf('a2', DATE)).toEqual([])
    expect(view.heardTo(DATE)).toBe(AT)
    expect(view.heardTo('2026-11-17')).toBeNull()
    expect(view.isUnsure('a2', DATE)).toBe(true)
    expect(view.isUnsure('a1', DATE)).toBe(false)
    expect(view.isUnsure('a2', '2026-11-17')).toBe(false)
  })
})
