import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEvent } from '../../../core/log/event.ts'
import { uuidV7 } from '../../../core/log/uuid-v7.ts'
import chains from '../../vectors/chains.json' with { type: 'json' }

describe('the text of an event', () => {
  test('of every golden chain is read, known or not', () => {
    const kinds = chains.flatMap(({ events }) => events.map(({ text }) => parseEvent(text).kind))
    expect(kinds).toEqual(['known', 'known', 'known', 'known', 'known', 'known', 'unknown'])
  })

  test('that is anything else is malformed, and never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.jsonValue().map((v) => JSON.stringify(v)),
        ),
        (text) => {
          expect(parseEvent(text).kind).toBe('malformed')
        },
      ),
    )
  })

  test('with a type named like a property of every object is no known event', () => {
    for (const type of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const text = chains[0]?.events[2]?.text.replace('"type":"scan"', `"type":"${type}"`) ?? ''
      expect(parseEvent(text).kind).not.toBe('known')
    }
  })

  test('with one field wrong is malformed', () => {
    const text = chains[0]?.events[2]?.text ?? ''
    const wrong = [
      [/"seq":3/, '"seq":0'],
      [/"seq":3/, '"seq":"3"'],
      [/"v":1/, '"v":2'],
      [/"at":\d+/, '"at":1.5'],
      [/"up":\d+/, '"up":-1'],
      [/"badge":"[0-9a-f]/, '"badge":"X'],
      [/"method":"camera"/, '"method":"guess"'],
      [/"staff":"person-1"/, '"staff":""'],
      [/"id":"0/, '"id":"z'],
    ] as const
    for (const [from, to] of wrong) {
      expect(text).toMatch(from)
      expect(parseEvent(text.replace(from, to)).kind).toBe('malformed')
    }
  })
})

describe('what a desk adds', () => {
  const text = (type: string, data: unknown) =>
    (chains[0]?.events[2]?.text ?? '').replace(
      /"type":.*$/,
      `"type":"${type}","data":${JSON.stringify(data)}}`,
    )
  const badge = 'a'.repeat(64)
  const excuse = {
    staff: 'p',
    from: '2028-02-29T07:30',
    to: '2028-02-29T24:00',
    code: 'P',
    document: '',
    reason: '',
  }

  test.each([
    ['badge-handed-over', { staff: 'p', badge, by: 'l', reason: '' }],
    ['excuse-requested', { ...excuse, by: 'l' }],
    ['scan', { badge, staff: 'p', method: 'camera', intent: 'out-duty', purpose: 'Họp', backAt: 1 }],
    ['sign-in', { staff: 'p', confirmedBy: 'leader', reason: '', by: 'l' }],
    ['sign-in', { staff: 'p', confirmedBy: 'pin', reason: '' }],
    ['access', { who: 'l', what: 'pin-set', about: 'p' }],
  ])('%s is known', (type, data) => {
    expect(parseEvent(text(type, data)).kind).toBe('known')
  })

  test.each([
    ['badge-handed-over', { staff: 'p', badge: 'the code itself', by: 'l', reason: '' }],
    ['badge-handed-over', { staff: 'p', badge, reason: '' }],
    ['excuse-requested', { ...excuse }],
    ['excuse-requested', { ...excuse, by: 'l', from: '29/02/2028' }],
    ['scan', { badge, staff: 'p', method: 'camera', purpose: 'x'.repeat(201) }],
  ])('%s with a part missing or wrong is malformed', (type, data) => {
    expect(parseEvent(text(type, data)).kind).toBe('malformed')
  })
})

describe('an id', () => {
  test('is a UUID of version 7 that sorts by time', () => {
    const random = (count: number) => new Uint8Array(count).fill(255)
    const ids = [0, 1, 1_700_000_000_000, 1_795_301_618_997].map((now) => uuidV7(now, random))
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
    expect(ids.toSorted()).toEqual(ids)
    expect(uuidV7(1, (count) => new Uint8Array(count))).toBe('00000000-0001-7000-8000-000000000000')
  })
})
