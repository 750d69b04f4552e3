import fc from 'fast-check'
import { expect, test } from 'vitest'
import { becameOf } from '../../../core/day/became.ts'
import { type DayInput, type DayResult, DEFAULT_POLICY, type Mark } from '../../../core/day/day-types.ts'
import { evaluateDay } from '../../../core/day/evaluate-day.ts'
import { daySymbol } from '../../../core/symbols/day-symbol.ts'
import { days, wildDays } from '../../support/arbitrary-days.ts'

const RUNS = { numRuns: 400 }
const MINUTE_MS = 60_000

/** A result without the places of the scans in the input: who holds a mark is said by the instant. */
function withoutPlaces(result: DayResult) {
  const mark = (held: Mark | null) => held && { at: held.at, by: held.by.kind }
  return {
    ...result,
    marks: result.marks.map((pair) => ({ in: mark(pair.in), out: mark(pair.out) })),
    roles: null,
  }
}

/** Scans with their roles, as a sorted list of texts; `of` by the instant it points to. */
function rolesByScan(input: DayInput, result: DayResult): string[] {
  return result.roles
    .map((role, index) => {
      const named = role.kind === 'duplicate' ? { ...role, of: input.scans[role.of]?.at } : role
      return JSON.stringify([input.scans[index]?.at, input.scans[index]?.intent, named])
    })
    .sort()
}

test('any order of delivery gives the same result', () => {
  fc.assert(
    fc.property(
      days.chain((input) =>
        fc.tuple(
          fc.constant(input),
          fc.shuffledSubarray([...input.scans], { minLength: input.scans.length }),
        ),
      ),
      ([input, shuffled]) => {
        const other = { ...input, scans: shuffled }
        const result = evaluateDay(input)
        const again = evaluateDay(other)
        expect(withoutPlaces(again)).toEqual(withoutPlaces(result))
        expect(rolesByScan(other, again)).toEqual(rolesByScan(input, result))
      },
    ),
    RUNS,
  )
})

test('repeating a kept scan adds a duplicate and changes nothing else', () => {
  fc.assert(
    fc.property(days, fc.nat(), (input, pick) => {
      const result = evaluateDay(input)
      const kept = result.roles.flatMap((role, index) =>
        ['outside', 'later', 'duplicate'].includes(role.kind) ? [] : [index],
      )
      fc.pre(kept.length > 0)
      const repeated = input.scans[kept[pick % kept.length] ?? 0]
      if (repeated === undefined) throw new Error('a kept scan is a scan')
      const again = evaluateDay({ ...input, scans: [...input.scans, repeated] })
      const rest = (full: DayResult) => ({ ...withoutPlaces(full), duplicates: null })
      expect(rest(again)).toEqual(rest(result))
      expect(again.duplicates).toHaveLength(result.duplicates.length + 1)
    }),
    RUNS,
  )
})

test('what a scan is said to be at its moment it is on the finished day, unless something came later', () => {
  fc.assert(
    fc.property(days, (input) => {
      const last = Math.max(...input.scans.map(({ at }) => at))
      const newest = input.scans.flatMap(({ at }, index) => (at === last ? [index] : []))
      fc.pre(newest.length === 1)
      const [index = -1] = newest
      // A word that was given by then, about something that had happened by then.
      const claims = input.claims.filter(({ at, made }) => made !== undefined && made <= last && at <= last)
      const then = { ...input, claims, asOf: last }
      const finished = { ...then, asOf: 24 * 60 * MINUTE_MS, complete: true }
      expect(becameOf(finished, evaluateDay(finished), index)).toEqual(
        becameOf(then, evaluateDay(then), index),
      )
    }),
    { numRuns: 2_000 },
  )
})

test('whoever confirms an arrival by their word has arrived all the same', () => {
  fc.assert(
    fc.property(days, fc.nat(), (input, pick) => {
      const index = pick % Math.max(1, input.scans.length)
      const asOf = input.scans[index]?.at ?? 0
      const scans = input.scans.filter(({ at }) => at <= asOf)
      const last = scans.findIndex(({ at }) => at === asOf)
      const then = { ...input, scans, claims: [], asOf }
      const before = becameOf(then, evaluateDay(then), last)
      fc.pre(before.became.kind === 'arrived' && before.offerIntents)
      const said = scans.map((scan, at) => (at === last ? { ...scan, intent: 'arrive' as const } : scan))
      const confirmed = { ...then, scans: said }
      expect(becameOf(confirmed, evaluateDay(confirmed), last).became).toEqual(before.became)
    }),
    { numRuns: 2_000 },
  )
})

test('no numbers make it throw', () => {
  fc.assert(
    fc.property(wildDays, (input) => {
      const result = evaluateDay(input)
      for (let index = -1; index <= input.scans.length; index++) becameOf(input, result, index)
    }),
    { numRuns: 1000 },
  )
})

test('no day makes the timesheet symbol throw', () => {
  fc.assert(
    fc.property(days, (input) => {
      daySymbol(input, evaluateDay(input).states)
    }),
    RUNS,
  )
})

test('every scan has one role, every session one state, every claim one outcome', () => {
  fc.assert(
    fc.property(days, (input) => {
      const { roles, states, marks, claims } = evaluateDay(input)
      expect(Object.keys(roles)).toHaveLength(input.scans.length)
      expect(states).toHaveLength(input.sessions.length)
      expect(marks).toHaveLength(input.sessions.length)
      expect(claims).toHaveLength(input.claims.length)
    }),
    RUNS,
  )
})

test('a mark held by a scan and the role of that scan say the same', () => {
  fc.assert(
    fc.property(days, (input) => {
      const { roles, marks } = evaluateDay(input)
      const fromMarks: unknown[] = []
      marks.forEach((pair, session) => {
        if (pair.in?.by.kind === 'scan') fromMarks.push([pair.in.by.index, 'arrival', session])
        if (pair.out?.by.kind === 'scan') fromMarks.push([pair.out.by.index, 'departure', session])
      })
      const fromRoles = roles.flatMap((role, index) =>
        role.kind === 'arrival' || role.kind === 'departure' ? [[index, role.kind, role.session]] : [],
      )
      expect(fromRoles.map(String).sort()).toEqual(fromMarks.map(String).sort())
    }),
    RUNS,
  )
})

test('minutes are whole and above 0, chargeable ones never more and never negative', () => {
  fc.assert(
    fc.property(days, (input) => {
      for (const flag of evaluateDay(input).flags) {
        if (flag.code === 'away') expect(flag.minutes).toBeGreaterThan(0)
        if (flag.code !== 'late' && flag.code !== 'early') continue
        expect(flag.minutes).toBeGreaterThan(0)
        expect(Number.isInteger(flag.minutes) && Number.isInteger(flag.chargeable)).toBe(true)
        expect(flag.chargeable).toBeGreaterThanOrEqual(0)
        expect(flag.chargeable).toBeLessThanOrEqual(flag.minutes)
      }
    }),
    RUNS,
  )
})

test('worked minutes lie between 0 and the length of the sessions', () => {
  fc.assert(
    fc.property(days, (input) => {
      const { worked } = evaluateDay(input)
      const owed = input.sessions.reduce((sum, { start, end }) => sum + end - start, 0) / MINUTE_MS
      expect(worked).toBeGreaterThanOrEqual(0)
      expect(worked).toBeLessThanOrEqual(owed)
    }),
    RUNS,
  )
})

test('an excused session has no flag and an incomplete log no verdict', () => {
  fc.assert(
    fc.property(days, (input) => {
      const { flags, states } = evaluateDay(input)
      const missing = ['absent', 'missing-in', 'missing-out', 'missing-midday']
      for (const flag of flags) {
        if (!('session' in flag)) continue
        expect(states[flag.session]).not.toBe('excused')
        if (!input.complete) expect(missing).not.toContain(flag.code)
      }
      if (!input.complete) {
        for (const verdict of ['absent', 'not-arrived', 'incomplete']) expect(states).not.toContain(verdict)
      }
    }),
    RUNS,
  )
})

test('the allowance never absorbs more than it holds', () => {
  fc.assert(
    fc.property(days, (day) => {
      const input = { ...day, claims: day.claims.filter(({ own }) => own !== true) }
      const charged = (allowanceMinutes: number) =>
        evaluateDay({ ...input, allowanceMinutes }).flags.reduce(
          (sum, flag) => sum + ('chargeable' in flag ? flag.chargeable : 0),
          0,
        )
      const full = charged(0)
      expect(charged(input.allowanceMinutes)).toBe(Math.max(0, full - input.allowanceMinutes))
    }),
    RUNS,
  )
})

test('a word for the own day takes no mark, and holds nothing against anybody that its refusal would not', () => {
  fc.assert(
    fc.property(days, (day) => {
      const input = { ...day, claims: day.claims.map((claim) => ({ ...claim, own: true, accepted: false })) }
      const said = ({ flags }: DayResult) =>
        flags.map((flag) => `${flag.code} ${'session' in flag ? flag.session : ''}`)
      const result = evaluateDay(input)
      const refused = evaluateDay({ ...input, claims: [] })
      expect(result.marks).toEqual(refused.marks)
      expect(result.claims).not.toContain('used')
      expect(said(refused)).toEqual(expect.arrayContaining(said(result)))
      const blamed = (state: string | undefined) => state === 'absent' || state === 'incomplete'
      result.states.forEach((state, session) => {
        expect(!blamed(state) || refused.states[session] === state).toBe(true)
      })
    }),
    RUNS,
  )
})

test('the input is never changed', () => {
  fc.assert(
    fc.property(days, (input) => {
      const before = structuredClone(input)
      evaluateDay(input)
      expect(input).toEqual(before)
    }),
    RUNS,
  )
})

test('between two middles the pair is the one an exhaustive search finds', () => {
  const sessions = [
    { start: 0, end: 240 * MINUTE_MS },
    { start: 330 * MINUTE_MS, end: 570 * MINUTE_MS },
  ]
  const between = fc.uniqueArray(fc.integer({ min: 24, max: 89 }), { minLength: 2, maxLength: 7 })
  fc.assert(
    fc.property(between, (fives) => {
      const times = fives.map((five) => five * 5 * MINUTE_MS).sort((a, b) => a - b)
      let best = { distance: Infinity, out: NaN, in: NaN }
      times.forEach((out, place) => {
        for (const arrival of times.slice(place + 1)) {
          const distance = Math.abs(out - 240 * MINUTE_MS) + Math.abs(arrival - 330 * MINUTE_MS)
          if (distance < best.distance) best = { distance, out, in: arrival }
        }
      })
      const { marks } = evaluateDay({
        sessions,
        // The first scan is the morning's arrival: without one the pair would have to give it up.
        scans: [0, ...times].map((at) => ({ at })),
        policy: { ...DEFAULT_POLICY, duplicateWithin: 0 },
        excuses: [],
        allowanceMinutes: 0,
        claims: [],
        asOf: Infinity,
        complete: true,
      })
      expect([marks[0]?.out?.at, marks[1]?.in?.at]).toEqual([best.out, best.in])
    }),
    RUNS,
  )
})
