import type { z } from 'zod'
import { Rulebook } from '../../core/schedule/rulebook.ts'

/** One ward `w` with a point `p`, under a district `d`, under a province `t`; rules are added by each test. */
export function rulebookOf(rules: Partial<z.input<typeof Rulebook>> = {}): Rulebook {
  return Rulebook.parse({
    zone: 'Asia/Ho_Chi_Minh',
    organisations: [
      { id: 't', name: 'Tỉnh', parent: null },
      { id: 'd', name: 'Khu vực', parent: 't' },
      { id: 'w', name: 'Phường', parent: 'd' },
    ],
    points: [{ id: 'p', name: 'Bộ phận Một cửa', organisation: 'w' }],
    hours: [],
    calendar: [],
    duty: [],
    leaders: [],
    policies: [],
    excuses: [],
    allowances: [],
    ...rules,
  })
}
