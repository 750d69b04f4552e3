import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS } from '../../../core/audit/audit-actions.ts'
import { AUDIT_FIELDS, AUDIT_THINGS, AUDIT_WORDS } from '../../../core/audit/audit-lines.ts'
import type { ToldValue } from '../../../core/audit/audit-parts.ts'
import { readAuditDetail } from '../../../core/audit/read-audit-detail.ts'
import { PAPER_NAMES } from '../../../district/papers/papers.ts'
import { WORD_PLACES } from '../../../renderer/district/accounts/audit-words.ts'
import { PAPERS } from '../../../renderer/district/month-sheet/papers.ts'
import { districtEn } from '../../../renderer/locales/en/district.ts'
import { districtVi } from '../../../renderer/locales/vi/district.ts'

const LANGUAGES = { vi: districtVi, en: districtEn } as const

/** What stands at a path of the texts. */
const textAt = (texts: object, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], texts)

describe.each(Object.entries(LANGUAGES))('what the log of what staff did says in %s', (_, texts) => {
  it('has a sentence for every deed, and no two deeds the same', () => {
    const sentences = AUDIT_ACTIONS.map((action) => textAt(texts, ['auditDeeds', action]))
    expect(sentences).toEqual(AUDIT_ACTIONS.map(() => expect.stringMatching(/\p{L}/u)))
    expect(new Set(sentences).size).toBe(AUDIT_ACTIONS.length)
  })

  it('has a word for every line, thing and value', () => {
    for (const field of AUDIT_FIELDS) expect(textAt(texts, ['audit', 'fields', field])).toBeTypeOf('string')
    for (const thing of AUDIT_THINGS) expect(textAt(texts, ['audit', 'things', thing])).toBeTypeOf('string')
    for (const [group, place] of Object.entries(WORD_PLACES))
      for (const word of AUDIT_WORDS[group as keyof typeof WORD_PLACES])
        expect(textAt(texts, [...place.split('.'), word]), `${group} ${word}`).toBeTypeOf('string')
  })
})

describe('the papers that the log names', () => {
  it('are those that the district prints', () => {
    expect(AUDIT_WORDS.paper.toSorted()).toEqual(PAPER_NAMES.toSorted())
    expect(PAPERS.map(([, file]) => file).toSorted()).toEqual(PAPER_NAMES.toSorted())
  })
})

const brief = (value: ToldValue): string => {
  switch (value.kind) {
    case 'named':
      return `${value.thing} ${value.id}`
    case 'word':
      return `${value.group}.${value.word}`
    default:
      return Object.values(value).slice(1).join(' ')
  }
}
/** Lines as `field (part): before -> values`. */
const said = (action: string, detail: unknown): string[] =>
  readAuditDetail(action, detail).map(
    ({ field, part, before, values }) =>
      `${field}${part === undefined ? '' : ` (${brief(part)})`}: ${
        before === undefined ? '' : `${before.map(brief).join(', ')} -> `
      }${values.map(brief).join(', ')}`,
  )

const ID = '5a3a2b1c-0000-4000-8000-000000000001'
const leave = (code: string, name: string, evidence = '') => ({ code, name, evidence })

describe('a detail in the log', () => {
  it.each([
    ['people.add', { point: 'p', from: '2026-11-01' }, ['point: point p', 'from: 2026-11-01']],
    [
      'people.transfer',
      { before: 'p', after: 'q', from: '2026-11-01', role: 'leader' },
      ['point: point p -> point q', 'from: 2026-11-01', 'role: posting.leader'],
    ],
    [
      'people.change',
      { changed: ['name', 'staffNumber'] },
      ['personFields: personField.name, personField.staffNumber'],
    ],
    ['people.leave', { on: '2026-11-30', badges: 1 }, ['lastDay: 2026-11-30', 'badgesEnded: 1']],
    [
      'people.import',
      { new: 3, changed: 1, left: 2, refused: 0 },
      ['peopleAdded: 3', 'peopleChanged: 1', 'linesLeft: 2', 'linesRefused: 0'],
    ],
    [
      'people.repost',
      { people: ['a', 'b'], from: '2026-11-02', change: { kind: 'role', role: 'staff' } },
      ['people: person a, person b', 'from: 2026-11-02', 'role: posting.staff'],
    ],
    ['kiosks.rename', { before: 'Máy 1', after: 'Máy 2' }, ['name: Máy 1 -> Máy 2']],
    ['kiosks.invite', { kiosk: 'Máy 1' }, ['name: Máy 1']],
    [
      'accounts.change',
      {
        before: { role: 'viewer', organisation: 'o', point: null, person: null },
        after: { role: 'clerk', organisation: 'o', point: null, person: 'a' },
      },
      ['role: role.viewer -> role.clerk', 'person:  -> person a'],
    ],
    [
      'badges.issue',
      {
        badges: [
          { person: 'a', number: 7 },
          { person: 'b', number: 8 },
        ],
      },
      ['badges: badge 7, badge 8', 'people: person a, person b'],
    ],
    ['badges.save', { badges: [7, 8] }, ['badges: badge 7, badge 8']],
    ['badges.revoke', { why: 'lost', person: 'a' }, ['why: why.lost', 'person: person a']],
    [
      'excuses.request',
      { excuse: ID, code: 'P', from: '2026-11-02T00:00', to: '2026-11-02T24:00', document: '' },
      ['leave: leave P', 'from: 2026-11-02T00:00', 'to: 2026-11-02T24:00'],
    ],
    [
      'claims.decide',
      {
        decision: 'refuse',
        note: 'Sai ngày',
        results: [
          { claim: ID, outcome: 'refused' },
          { claim: ID, outcome: 'refused' },
          { claim: ID, outcome: 'own-person' },
        ],
      },
      [
        'decision: claimDecision.refuse',
        'note: Sai ngày',
        'results (claimOutcome.refused): 2',
        'results (claimOutcome.own-person): 1',
      ],
    ],
    [
      'excuses.decide',
      { decision: 'refuse', note: 'Trùng', results: [{ id: ID, outcome: 'refused' }] },
      ['decision: decision.refuse', 'note: Trùng', 'results (outcome.refused): 1'],
    ],
    [
      'excuses.set-types',
      {
        before: [leave('P', 'Nghỉ phép'), leave('X', 'Bỏ')],
        after: [leave('P', 'Nghỉ phép', 'Đơn'), leave('Y', 'Mới')],
      },
      ['typesAdded: Mới', 'typesRemoved: Bỏ', 'typesChanged: Nghỉ phép'],
    ],
    [
      'excuses.inherit-types',
      { before: [leave('P', 'Nghỉ phép')], after: null },
      ['typesRemoved: Nghỉ phép'],
    ],
    ['month.set-template', { before: null, after: { unit: 'A' } }, ['template: template.unit']],
    [
      'month.lock',
      { month: '2026-10', lock: ID, people: 3, undecided: 0, digests: { 'ghi-nhan.pdf': 'ab' } },
      ['month: 2026-10', 'people: 3', 'undecided: 0'],
    ],
    [
      'month.export',
      { month: '2026-10', paper: 'ghi-nhan.pdf', sha256: 'ab', lock: null },
      ['month: 2026-10', 'paper: paper.ghi-nhan.pdf', 'sha256: ab'],
    ],
    [
      'rules.change',
      {
        remove: [{ kind: 'duty', value: { person: 'a', date: '2026-11-07', sessions: [] } }],
        add: [
          {
            kind: 'hours',
            value: { scope: { kind: 'point', id: 'p' }, weekdays: {}, validFrom: '2026-12-01' },
          },
        ],
        reachesBackTo: null,
      },
      ['rulesRemoved (rule.duty): person a, 2026-11-07', 'rulesAdded (rule.hours): point p, 2026-12-01'],
    ],
    [
      'notices.save',
      {
        before: { id: ID, organisation: null, text: 'Cũ', validFrom: '2026-11-01', validTo: null },
        after: { organisation: null, text: 'Mới', validFrom: '2026-11-01', validTo: null },
      },
      ['text: Cũ -> Mới'],
    ],
    [
      'notices.remove',
      {
        before: { id: ID, organisation: null, text: 'Cũ', validFrom: '2026-11-01', validTo: null },
        after: null,
      },
      ['text: Cũ', 'validFrom: 2026-11-01'],
    ],
    [
      'personal-data.affected',
      { sha256: 'ab', bytes: 9, of: { people: 4, from: 0, to: 8_640_000_000_000_000 } },
      ['sha256: ab', 'bytes: 9', 'people: 4'],
    ],
    [
      'month.export',
      { sha256: 'ab', bytes: 9, of: { month: '2026-10', points: ['a', 'b'], given: [{ point: 'a' }] } },
      ['sha256: ab', 'bytes: 9', 'month: 2026-10', 'point: point a, point b'],
    ],
    ['account.sign-in', { refused: 10, since: 1_000 }, ['timesRefused: 10', 'since: 1000']],
    ['points.change', { status: 403, params: { id: 'p' } }, ['status: status.403', 'point: point p']],
    [
      'events.drop',
      { log: ID, from: 1, upTo: 90, hash: 'ab', before: '2025-01-01' },
      ['eventsFrom: 1', 'eventsTo: 90', 'droppedBefore: 2025-01-01'],
    ],
    ['month.lock', null, []],
    ['of.another.version', { anything: { at: 'all' } }, []],
  ])('is told in words: %s', (action, detail, lines) => {
    expect(said(action, detail)).toEqual(lines)
  })

  it.each(Object.entries(LANGUAGES))(
    'calls a decision and what came of it alike in %s',
    (language, { audit }) => {
      const { decision, outcome, claimDecision, claimOutcome } = audit.words
      if (language === 'vi') {
        expect(outcome.refused).toBe(decision.refuse)
        expect(claimOutcome.refused).toBe(claimDecision.refuse)
      }
      expect([outcome.refused, claimOutcome.refused]).toEqual([
        textAt(LANGUAGES[language as 'vi'], ['requests', 'outcome', 'refused']),
        textAt(LANGUAGES[language as 'vi'], ['claims', 'decision', 'refused']),
      ])
    },
  )

  it('counts badges that are left out, not values', () => {
    const badges = Array.from({ length: 40 }, (_, number) => ({ number: number + 1, person: `p${number}` }))
    const lines = readAuditDetail('badges.issue', { badges })
    expect(lines.map(({ field, values }) => [field, values.length, values.at(-1)])).toEqual([
      ['badges', 31, { kind: 'more', count: 10 }],
      ['people', 31, { kind: 'more', count: 10 }],
    ])
  })

  it('stays short, and says how much is left out', () => {
    const people = Array.from({ length: 35 }, (_, number) => `p${number}`)
    expect(readAuditDetail('people.repost', { people })[0]?.values.at(-1)).toEqual({ kind: 'more', count: 5 })
    const add = people.map((person) => ({ kind: 'duty', value: { person, date: '2026-11-07' } }))
    const lines = readAuditDetail('rules.change', { remove: add, add })
    expect(lines.length).toBe(41)
    expect(lines.at(-1)).toEqual({ field: 'more', values: [{ kind: 'more', count: 30 }] })
  })
})
