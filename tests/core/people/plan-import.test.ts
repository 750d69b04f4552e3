import { describe, expect, test } from 'vitest'
import type { ImportSurroundings, KnownPerson } from '../../../core/people/import-surroundings.ts'
import type { ImportAnswer, RowAnswer } from '../../../core/people/people-list-api.ts'
import { planImport } from '../../../core/people/plan-import.ts'
import type { WrittenPerson } from '../../../core/people/read-people-table.ts'

const posting = { point: 'a', role: 'staff' as const, counter: null, validFrom: '2026-01-01' }
const known = (name: string, staffNumber: string | null = null): KnownPerson => ({
  id: name,
  name,
  title: '',
  staffNumber,
  posting,
  lastFrom: posting.validFrom,
})
const around = (people: readonly KnownPerson[]): ImportSurroundings => ({
  people,
  takenNumbers: new Set(),
  points: [{ id: 'a', name: 'Quầy A', organisationName: 'Phường A', shortName: '' }],
  counters: [],
  defaultPoint: 'a',
  from: '2026-07-01',
})
const row = (name: string, line: number, more: object = {}): WrittenPerson => ({
  line,
  cells: { name, ...more },
  from: null,
  role: null,
  questions: [],
  faults: [],
})

describe('a plan of an import', () => {
  test('looks at each known person so many times, however many rows there are', () => {
    let looks = 0
    const people = Array.from({ length: 4_000 }, (_, at): KnownPerson => {
      const { name, ...rest } = known(`Nguyễn Thị Số ${at}`, at % 2 === 0 ? `CB${at}` : null)
      return Object.defineProperty({ ...rest, name }, 'name', {
        get() {
          looks++
          return name
        },
      })
    })
    const written = Array.from({ length: 4_000 }, (_, at) =>
      row(`Nguyễn Thị Số ${at + 2_000}`, at + 2, at % 2 === 0 ? { staffNumber: `CB${at + 2_000}` } : {}),
    )
    const rows = planImport(written, {}, around(people))
    expect(rows.filter(({ shown }) => shown.kind === 'same')).toHaveLength(2_000)
    expect(rows.filter(({ shown }) => shown.kind === 'new')).toHaveLength(2_000)
    expect(looks).toBeLessThan(12 * 4_000)
  })

  test('changes a name only as somebody said', () => {
    const people = [known('Trần Thị Hà', 'H1')]
    const plan = (name: string, number: string | null, answer?: RowAnswer) => {
      const answers: ImportAnswer[] = answer === undefined ? [] : [{ line: 2, field: 'name', answer }]
      const [planned] = planImport([row(name, 2, { staffNumber: number ?? '' })], {}, around(people), answers)
      return [planned?.shown.kind, planned?.act?.person ?? null, planned?.act?.name ?? null]
    }
    expect(plan('Trần Thị Hằng', 'H1')).toEqual(['asked', null, null])
    expect(plan('Trần Thị Hằng', 'H1', 'rename')).toEqual(['changed', 'Trần Thị Hà', 'Trần Thị Hằng'])
    expect(plan('Trần Thị Hằng', 'H1', 'keep-name')).toEqual(['same', null, null])
    // What only another question may be answered with is no answer.
    expect(plan('Trần Thị Hằng', 'H1', 'leader')).toEqual(['asked', null, null])
    expect(plan('Trần Thị Hạ', null)).toEqual(['asked', null, null])
    expect(plan('Trần Thị Hạ', null, 'new-person')).toEqual(['new', null, 'Trần Thị Hạ'])
    expect(plan('Trần Thị Hạ', null, 'rename')).toEqual(['changed', 'Trần Thị Hà', 'Trần Thị Hạ'])
    // Another way of writing the same name is no change.
    expect(plan('TRẦN THỊ HÀ', null)).toEqual(['same', null, null])
  })

  test('names a posting that begins after the one it would make, instead of failing when it is done', () => {
    const coming = { ...known('Trần Thị Hà'), lastFrom: '2026-12-01' }
    const moved = planImport([row('Trần Thị Hà', 2, { counter: 'Quầy 3' })], {}, around([coming]))
    expect(moved[0]).toMatchObject({
      act: null,
      shown: { kind: 'wrong', faults: [{ field: 'from', code: 'later-posting', value: '2026-12-01' }] },
    })
    // What moves nobody says nothing of it.
    const [titled] = planImport([row('Trần Thị Hà', 2, { title: 'Văn thư' })], {}, around([coming]))
    expect(titled?.shown).toMatchObject({ kind: 'changed', faults: [] })
  })

  test('asks whether a title that sounds leading is a leader’s, unless the role is written or known', () => {
    const title = { title: 'Chủ tịch UBND phường' }
    const ask = (one: WrittenPerson, answers: ImportAnswer[] = [], people: KnownPerson[] = []) =>
      planImport([one], {}, around(people), answers)[0]?.shown
    expect(ask(row('An', 2, title))).toMatchObject({ kind: 'asked', questions: [{ code: 'leader-title' }] })
    for (const role of ['leader', 'staff'] as const) {
      expect(ask(row('An', 2, title), [{ line: 2, field: 'role', answer: role }])).toMatchObject({
        kind: 'new',
        role,
      })
      expect(ask({ ...row('An', 2, { ...title, role: 'x' }), role })).toMatchObject({ kind: 'new', role })
    }
    expect(ask(row('An', 2, title), [], [known('An')])).toMatchObject({ kind: 'changed', role: 'staff' })
    expect(ask(row('An', 2, { title: 'Chuyên viên' }))).toMatchObject({
      kind: 'new',
      role: 'staff',
      questions: [],
    })
  })
})
