import { describe, expect, it } from 'vitest'
import { viewElsewhere } from '../../kiosk/counter/elsewhere-view.ts'

const AT = Date.parse('2026-11-18T08:10:00+07:00')
const REPEAT_MS = 120_000
const ZONE = 'Asia/Ho_Chi_Minh'

describe('what a kiosk knows of the others of its point', () => {
  const heard = (heardTo: number | null, unsure: string[] = []) =>
    viewElsewhere({ heardTo, scans: [{ person: 'a1', at: AT, intent: 'leave' }], unsure }, ZONE)

  it('is enough to hold a scan against somebody while an unheard one could only be the same scan once more', () => {
    expect(heard(AT).knows('a1', AT, REPEAT_MS)).toBe(true)
    expect(heard(AT).knows('a1', AT + REPEAT_MS, REPEAT_MS)).toBe(true)
    expect(heard(AT).knows('a1', AT + REPEAT_MS + 1, REPEAT_MS)).toBe(false)
    expect(heard(null).knows('a1', AT, REPEAT_MS)).toBe(false)
    expect(heard(AT, ['a1']).knows('a1', AT, REPEAT_MS)).toBe(false)
    expect(heard(AT, ['a1']).knows('a2', AT, REPEAT_MS)).toBe(true)
  })

  it('is each person’s own, of that day', () => {
    const view = heard(AT)
    expect(view.scansOf('a1', '2026-11-18')).toEqual([{ at: AT, intent: 'leave' }])
    expect(view.scansOf('a1', '2026-11-19')).toEqual([])
    expect(view.scansOf('a2', '2026-11-18')).toEqual([])
  })
})
