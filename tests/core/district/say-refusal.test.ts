import { describe, expect, it } from 'vitest'
import { type RefusalTexts, type SaidRefusal, sayRefusal } from '../../../core/district/say-refusal.ts'

const TEXTS: RefusalTexts = {
  place: {
    'not-there': { vi: 'Không có nơi này.', en: 'There is no such place.' },
    'from-on': { vi: '“{{name}}” có từ ngày {{date}}.', en: '“{{name}}” begins on {{date}}.' },
    locked: { vi: 'Tháng {{months}} đã khóa.', en: '{{months}}: locked.' },
    cells: { vi: 'Còn {{count}} ô.', en: '{{count}} cells are left.', en_one: '1 cell is left.' },
    kept: { vi: 'Còn: {{references}}.', en: 'There are: {{references}}.' },
    counters: { vi: '{{count}} quầy', en: '{{count}} counters', en_one: '1 counter' },
    scans: { vi: 'có lượt quét', en: 'scans' },
    rules: { vi: 'giờ, lịch trực', en: 'hours, duty' },
  },
}
const said = (refusal: SaidRefusal) => [sayRefusal(TEXTS, refusal, 'vi'), sayRefusal(TEXTS, refusal, 'en')]

describe('a refusal', () => {
  it('is said in the language of whoever reads it', () => {
    expect(said({ code: 'place.not-there' })).toEqual(['Không có nơi này.', 'There is no such place.'])
  })

  it('leaves a name as it is, also one that looks like a month', () => {
    expect(said({ code: 'place.from-on', params: { name: '2026-11', date: '2026-11-01' } })).toEqual([
      '“2026-11” có từ ngày 01/11/2026.',
      '“2026-11” begins on 01/11/2026.',
    ])
  })

  it('writes dates and months as each language does', () => {
    expect(said({ code: 'place.from-on', params: { name: 'Quầy A', date: '2026-11-01' } })).toEqual([
      '“Quầy A” có từ ngày 01/11/2026.',
      '“Quầy A” begins on 01/11/2026.',
    ])
    expect(said({ code: 'place.locked', params: { months: ['2026-10', '2026-11'] } })).toEqual([
      'Tháng 10/2026, 11/2026 đã khóa.',
      'October 2026, November 2026: locked.',
    ])
  })

  it('counts one and many', () => {
    expect(said({ code: 'place.cells', params: { count: 1 } })).toEqual(['Còn 1 ô.', '1 cell is left.'])
    expect(said({ code: 'place.cells', params: { count: 2 } })).toEqual(['Còn 2 ô.', '2 cells are left.'])
  })

  it('is put together of clauses', () => {
    const references = [{ code: 'place.counters', params: { count: 1 } }, { code: 'place.scans' }]
    expect(said({ code: 'place.kept', params: { references } })).toEqual([
      'Còn: 1 quầy, có lượt quét.',
      'There are: 1 counter, scans.',
    ])
  })

  it('parts clauses that have commas of their own by semicolons', () => {
    const references = [{ code: 'place.scans' }, { code: 'place.rules' }]
    expect(said({ code: 'place.kept', params: { references } })).toEqual([
      'Còn: có lượt quét; giờ, lịch trực.',
      'There are: scans; hours, duty.',
    ])
  })

  it('takes what it speaks of for words, whatever they look like', () => {
    const params = { name: '{{date}} $& $1', date: '2026-13-01' }
    expect(said({ code: 'place.from-on', params })[1]).toBe('“{{date}} $& $1” begins on 2026-13-01.')
  })

  it.each<SaidRefusal>([
    { code: 'place.gone' },
    { code: 'elsewhere.not-there' },
    { code: 'constructor.name' },
    { code: 'place.constructor' },
    { code: '' },
    { code: 'place.from-on', params: { name: 'Quầy A' } },
    { code: 'place.kept', params: { references: [{ code: 'place.gone' }] } },
  ])('that is not known whole is not said by halves: %j', (refusal) => {
    expect(said(refusal)).toEqual([null, null])
  })
})
