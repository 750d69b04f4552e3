import { describe, expect, test } from 'vitest'
import { owedDay } from '../../../core/schedule/owed-sessions.ts'
import type { DateException, DaySessions, Hours, Rulebook, Scope } from '../../../core/schedule/rulebook.ts'
import { rulebookOf } from '../../support/rulebook-of.ts'

const DAY: DaySessions = [
  ['07:30', '11:30'],
  ['13:00', '17:00'],
]
const OTHER: DaySessions = [
  ['08:00', '12:00'],
  ['13:30', '17:30'],
]
const MORNING: DaySessions = [['07:30', '11:30']]
const WARD: Scope = { kind: 'organisation', id: 'w' }
const DISTRICT: Scope = { kind: 'organisation', id: 'd' }
const PROVINCE: Scope = { kind: 'organisation', id: 't' }
const POINT: Scope = { kind: 'point', id: 'p' }
const AN: Scope = { kind: 'person', id: 'an' }

const weekdays = (sessions: DaySessions): Hours['weekdays'] => ({
  1: sessions,
  2: sessions,
  3: sessions,
  4: sessions,
  5: sessions,
})
const hours = (scope: Scope, sessions: DaySessions, more: Partial<Hours> = {}): Hours => ({
  scope,
  weekdays: weekdays(sessions),
  validFrom: '2025-01-01',
  ...more,
})
const exception = (
  scope: Scope,
  date: string,
  kind: DateException['kind'] = { kind: 'holiday' },
  more: Partial<DateException> = {},
): DateException => ({ scope, date, name: 'Ngày lễ', kind, status: 'announced', enabled: true, ...more })

const MONDAY = '2026-03-02'
const SATURDAY = '2026-03-07'
const owed = (book: Rulebook, date = MONDAY, person: string | null = 'an') =>
  owedDay(book, { person, point: 'p', date })
const sessions = (book: Rulebook, date = MONDAY, person: string | null = 'an') =>
  owed(book, date, person).sessions

describe('hours', () => {
  test('nobody owes anything where no hours hold', () => {
    expect(owed(rulebookOf())).toEqual({ sessions: [], source: { kind: 'none' }, warnings: [] })
  })
  test('a weekday of the pattern is owed', () => {
    const book = rulebookOf({ hours: [hours(WARD, DAY, { document: '12/QĐ' })] })
    expect(owed(book)).toEqual({
      sessions: DAY,
      source: { kind: 'hours', scope: WARD, document: '12/QĐ' },
      warnings: [],
    })
  })
  test('a weekday left out is off', () => {
    expect(sessions(rulebookOf({ hours: [hours(WARD, DAY)] }), SATURDAY)).toEqual([])
  })
  test('a weekday left out of the narrower hours is off even where the wider ones have it', () => {
    const narrow = hours(POINT, DAY, { weekdays: { 2: DAY } })
    expect(sessions(rulebookOf({ hours: [hours(WARD, DAY), narrow] }))).toEqual([])
  })
  test('the point beats the organisation', () => {
    expect(sessions(rulebookOf({ hours: [hours(POINT, OTHER), hours(WARD, DAY)] }))).toEqual(OTHER)
  })
  test('the organisation beats its parent', () => {
    expect(sessions(rulebookOf({ hours: [hours(DISTRICT, DAY), hours(WARD, OTHER)] }))).toEqual(OTHER)
  })
  test('the hours of the farthest ancestor hold where nobody nearer has any', () => {
    expect(sessions(rulebookOf({ hours: [hours(PROVINCE, DAY)] }))).toEqual(DAY)
  })
  test("the person's own schedule beats the point's hours", () => {
    expect(sessions(rulebookOf({ hours: [hours(POINT, DAY), hours(AN, OTHER)] }))).toEqual(OTHER)
  })
  test("the point's own day does not know anybody's schedule", () => {
    expect(sessions(rulebookOf({ hours: [hours(POINT, DAY), hours(AN, OTHER)] }), MONDAY, null)).toEqual(DAY)
  })
  test("another person's schedule means nothing", () => {
    expect(sessions(rulebookOf({ hours: [hours(POINT, DAY), hours(AN, OTHER)] }), MONDAY, 'binh')).toEqual(
      DAY,
    )
  })
  test('an organisation that is its own ancestor does not hang', () => {
    const book = rulebookOf({
      organisations: [
        { id: 'w', name: 'Phường', parent: 'd' },
        { id: 'd', name: 'Khu vực', parent: 'w' },
      ],
    })
    expect(sessions(book)).toEqual([])
  })
  test('a point nobody knows owes nothing', () => {
    const book = rulebookOf({ hours: [hours(WARD, DAY)] })
    expect(owedDay(book, { person: 'an', point: 'elsewhere', date: MONDAY }).sessions).toEqual([])
  })
})

describe('validity', () => {
  const old = hours(WARD, DAY)
  const decided = hours(WARD, OTHER, { validFrom: MONDAY })
  test('later validity beats earlier', () => {
    expect(sessions(rulebookOf({ hours: [decided, old] }))).toEqual(OTHER)
  })
  test('a new decision never changes a past day', () => {
    const before = rulebookOf({ hours: [old] })
    const after = rulebookOf({ hours: [old, decided] })
    for (const date of ['2026-02-26', '2026-02-27']) {
      expect(owed(after, date)).toEqual(owed(before, date))
    }
  })
  test('hours end with their last valid date', () => {
    const ended = hours(WARD, OTHER, { validFrom: '2026-01-01', validTo: MONDAY })
    const book = rulebookOf({ hours: [old, ended] })
    expect([sessions(book), sessions(book, '2026-03-03')]).toEqual([OTHER, DAY])
  })
  test('nothing is owed before the first hours hold', () => {
    expect(sessions(rulebookOf({ hours: [old] }), '2024-12-31')).toEqual([])
  })
  test('narrower beats wider even when the wider was decided later', () => {
    const late = hours(DISTRICT, OTHER, { validFrom: '2026-02-01' })
    expect(sessions(rulebookOf({ hours: [late, old] }))).toEqual(DAY)
  })
})

describe('season', () => {
  const winter = hours(WARD, OTHER, { season: { from: '--10-16', to: '--04-15' } })
  const book = rulebookOf({ hours: [hours(WARD, DAY), winter] })
  test('a season over the new year holds on both sides of it', () => {
    expect([sessions(book, '2025-12-31'), sessions(book, '2026-01-01')]).toEqual([OTHER, OTHER])
  })
  test('its first and last day belong to it', () => {
    expect([sessions(book, '2025-10-16'), sessions(book, '2026-04-15')]).toEqual([OTHER, OTHER])
  })
  test('outside of it the hours of the whole year hold', () => {
    expect([sessions(book, '2025-10-15'), sessions(book, '2026-04-16')]).toEqual([DAY, DAY])
  })
  test('a season within the year ends before the next year', () => {
    const summer = hours(WARD, OTHER, { season: { from: '--04-16', to: '--10-15' } })
    const warm = rulebookOf({ hours: [hours(WARD, DAY), summer] })
    expect([sessions(warm, '2025-10-15'), sessions(warm, '2026-01-02')]).toEqual([OTHER, DAY])
  })
  test('of the same validity the season wins, wherever it stands in the book', () => {
    const other = rulebookOf({ hours: [winter, hours(WARD, DAY)] })
    expect([sessions(other, '2026-01-01'), sessions(other, '2026-06-01')]).toEqual([OTHER, DAY])
  })
  test('a season of one day is that day', () => {
    const oneDay = hours(WARD, OTHER, { season: { from: '--03-02', to: '--03-02' } })
    const short = rulebookOf({ hours: [hours(WARD, DAY), oneDay] })
    expect([sessions(short, '2026-03-02'), sessions(short, '2026-03-03')]).toEqual([OTHER, DAY])
  })
  test('hours that only hold in another season leave the wider hours in force', () => {
    const wide = rulebookOf({ hours: [hours(DISTRICT, DAY), winter] })
    expect(sessions(wide, '2026-06-01')).toEqual(DAY)
  })
})

describe('date exceptions', () => {
  const base = [hours(WARD, DAY)]
  test('a holiday is off and says its name', () => {
    const book = rulebookOf({ hours: base, calendar: [exception(PROVINCE, MONDAY)] })
    expect(owed(book)).toEqual({
      sessions: [],
      source: { kind: 'holiday', name: 'Ngày lễ', scope: PROVINCE },
      warnings: [],
    })
  })
  test("a holiday beats the person's own schedule", () => {
    expect(
      sessions(rulebookOf({ hours: [hours(AN, OTHER)], calendar: [exception(PROVINCE, MONDAY)] })),
    ).toEqual([])
  })
  test('a holiday that is not enabled does not count', () => {
    const off = exception(PROVINCE, MONDAY, { kind: 'holiday' }, { enabled: false })
    expect(sessions(rulebookOf({ hours: base, calendar: [off] }))).toEqual(DAY)
  })
  test('a row that is off does not hide the enabled one above it', () => {
    const off = exception(WARD, MONDAY, { kind: 'special-hours', sessions: MORNING }, { enabled: false })
    expect(sessions(rulebookOf({ hours: base, calendar: [exception(PROVINCE, MONDAY), off] }))).toEqual([])
  })
  test('an exception of one person is theirs alone and beats that of the point', () => {
    const own = exception(AN, MONDAY, { kind: 'special-hours', sessions: MORNING })
    const book = rulebookOf({ hours: base, calendar: [own, exception(POINT, MONDAY)] })
    expect([sessions(book), sessions(book, MONDAY, 'binh'), sessions(book, MONDAY, null)]).toEqual([
      MORNING,
      [],
      [],
    ])
  })
  test('the exception of the point beats that of its organisation', () => {
    const open = exception(POINT, MONDAY, { kind: 'special-hours', sessions: MORNING })
    const book = rulebookOf({ hours: base, calendar: [open, exception(WARD, MONDAY)] })
    expect(owed(book)).toMatchObject({ sessions: MORNING, source: { kind: 'special-hours', scope: POINT } })
  })
  test('the exception of the organisation beats that of its ancestors', () => {
    const open = exception(WARD, MONDAY, { kind: 'special-hours', sessions: MORNING })
    expect(sessions(rulebookOf({ hours: base, calendar: [open, exception(DISTRICT, MONDAY)] }))).toEqual(
      MORNING,
    )
  })
  test('a make-up day borrows the pattern of another weekday', () => {
    const friday = { ...weekdays(DAY), 5: OTHER }
    const book = rulebookOf({
      hours: [hours(WARD, DAY, { weekdays: friday })],
      calendar: [exception(PROVINCE, SATURDAY, { kind: 'make-up', as: '5' })],
    })
    expect(owed(book, SATURDAY)).toMatchObject({
      sessions: OTHER,
      source: { kind: 'make-up', as: '5', hours: WARD },
    })
  })
  test("a make-up day borrows from the person's own schedule where there is one", () => {
    const book = rulebookOf({
      hours: [...base, hours(AN, MORNING)],
      calendar: [exception(PROVINCE, SATURDAY, { kind: 'make-up', as: '5' })],
    })
    expect([sessions(book, SATURDAY), sessions(book, SATURDAY, 'binh')]).toEqual([MORNING, DAY])
  })
  test('a make-up day borrows from the season of its own date', () => {
    const winter = hours(WARD, OTHER, { season: { from: '--10-16', to: '--04-15' } })
    const book = rulebookOf({
      hours: [...base, winter],
      calendar: [exception(PROVINCE, SATURDAY, { kind: 'make-up', as: '1' })],
    })
    expect(sessions(book, SATURDAY)).toEqual(OTHER)
  })
})

describe('duty roster', () => {
  const duty = [{ person: 'an', date: MONDAY, sessions: MORNING }]
  test('a person on the duty roster is expected on a holiday', () => {
    const book = rulebookOf({ hours: [hours(WARD, DAY)], calendar: [exception(POINT, MONDAY)], duty })
    expect(owed(book)).toMatchObject({ sessions: MORNING, source: { kind: 'duty' } })
  })
  test('the others are not', () => {
    const book = rulebookOf({ hours: [hours(WARD, DAY)], calendar: [exception(POINT, MONDAY)], duty })
    expect([sessions(book, MONDAY, 'binh'), sessions(book, MONDAY, null)]).toEqual([[], []])
  })
  test('two entries on one date are one day', () => {
    const afternoon = { person: 'an', date: MONDAY, sessions: [['13:00', '17:00']] as DaySessions }
    expect(sessions(rulebookOf({ duty: [afternoon, ...duty] }))).toEqual(DAY)
  })
})

describe('warnings', () => {
  const warningsFor = (day: DaySessions) => owed(rulebookOf({ hours: [hours(WARD, day)] })).warnings
  test('a full day that is not 480 minutes is owed all the same, with a warning', () => {
    const short: DaySessions = [
      ['08:00', '11:30'],
      ['13:30', '17:00'],
    ]
    expect(owed(rulebookOf({ hours: [hours(WARD, short)] }))).toMatchObject({
      sessions: short,
      warnings: [{ kind: 'not-480', minutes: 420 }],
    })
  })
  test('a Saturday morning is no full day', () => {
    expect(warningsFor(MORNING)).toEqual([])
  })
  test('sessions that touch stay two, without a warning', () => {
    const touching: DaySessions = [
      ['07:00', '11:00'],
      ['11:00', '15:00'],
    ]
    expect(owed(rulebookOf({ hours: [hours(WARD, touching)] }))).toMatchObject({
      sessions: touching,
      warnings: [],
    })
  })
  test('sessions out of order and overlapping are put right, with a warning', () => {
    const tangled: DaySessions = [
      ['13:00', '17:00'],
      ['07:30', '10:00'],
      ['09:00', '11:30'],
      ['12:00', '12:00'],
    ]
    expect(owed(rulebookOf({ hours: [hours(WARD, tangled)] }))).toMatchObject({
      sessions: DAY,
      warnings: [{ kind: 'sessions-put-right' }],
    })
  })
})
