import { describe, expect, it, test } from 'vitest'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import type { CounterView } from '../../../renderer/kiosk/counter/counter-view.ts'
import { preparedInput } from '../../../renderer/kiosk/counter/prepared.ts'
import { backTimes } from '../../../renderer/kiosk/desk/back-times.ts'
import { wantedBy } from '../../../renderer/kiosk/desk/leader/day-view.tsx'
import { spanAround } from '../../../renderer/kiosk/desk/leader/span-around.ts'
import { pictureQuality } from '../../../renderer/kiosk/desk/settings/picture-quality.ts'
import { addTone, dropLetter, TONE_MARKS } from '../../../renderer/kiosk/keyboard/compose-letter.ts'
import { bannersOf, MOST_BANNERS } from '../../../renderer/kiosk/screen/head/banners-of.ts'
import { isNight } from '../../../renderer/kiosk/screen/use-room.ts'
import { sayIn } from '../../../renderer/kiosk/text/kiosk-text.ts'
import { TEST_NOW, TEST_STATE } from '../../support/scripted-kiosk.ts'

const say = sayIn('vi')
const [ACUTE, GRAVE, HOOK, TILDE, DOT] = TONE_MARKS

describe('the touch keyboard', () => {
  test.each([
    ['Nguyên', TILDE, 'Nguyễn'],
    ['Nguyê', TILDE, 'Nguyễ'],
    ['Thư', GRAVE, 'Thừ'],
    ['Hoa', HOOK, 'Hỏa'],
    ['Hoan', GRAVE, 'Hoàn'],
    ['ngoai', GRAVE, 'ngoài'],
    ['người'.normalize('NFD'), ACUTE, 'ngưới'],
    ['viêc', DOT, 'việc'],
    ['Quây', GRAVE, 'Quầy'],
    ['Qua', HOOK, 'Quả'],
    ['gia', GRAVE, 'già'],
    ['gi', GRAVE, 'gì'],
    ['Phương Thao', HOOK, 'Phương Thảo'],
    ['Bây', HOOK, 'Bẩy'],
    ['cà', ACUTE, 'cá'],
    ['cá', ACUTE, 'ca'],
    ['Th', ACUTE, 'Th'],
    ['', ACUTE, ''],
    ['Lan ', ACUTE, 'Lan '],
    ['Đ', DOT, 'Đ'],
    ['Ơ', HOOK, 'Ở'],
    ['YÊN', ACUTE, 'YẾN'],
  ] as const)('puts a tone where it is written: %j and %j give %j', (text, tone, result) => {
    expect(addTone(text, tone)).toBe(result)
    expect(addTone(text, tone)).toBe(result.normalize('NFC'))
  })

  it('takes a letter away with everything it carries', () => {
    expect(dropLetter('Nguyễ')).toBe('Nguy')
    expect(dropLetter('ca\u0323\u0302')).toBe('c')
    expect(dropLetter('')).toBe('')
  })
})

describe('what is said before the badge', () => {
  it('goes with the scan, and nothing goes that was not said', () => {
    expect(preparedInput({ intent: 'return', untilMs: 1 })).toEqual({ intent: 'return' })
    expect(preparedInput({ intent: 'out-duty', purpose: 'Dự họp', backAt: 5, untilMs: 1 })).toEqual({
      intent: 'out-duty',
      purpose: 'Dự họp',
      backAt: 5,
    })
  })

  it('offers times of return on quarters of an hour, never before now nor after the last session', () => {
    const times = backTimes(TEST_NOW, TEST_STATE.sessions)
    const end = TEST_STATE.sessions.at(-1)?.end ?? 0
    expect(times[0]).toBe(Date.parse('2026-04-06T00:30:00Z'))
    expect(times).toContain(Date.parse('2026-04-06T04:30:00Z'))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.length).toBeLessThanOrEqual(11)
    for (const at of times) {
      expect(at).toBeGreaterThan(TEST_NOW)
      expect(at).toBeLessThanOrEqual(end)
    }
    // After an hour of quarters come whole and half hours, whenever one asks.
    for (const minutes of [0, 5, 16, 31, 59]) {
      const offered = backTimes(TEST_NOW + minutes * 60_000, [])
      expect(offered.slice(0, 4).every((at) => at % (15 * 60_000) === 0)).toBe(true)
      expect(offered.slice(4).map((at) => at % (30 * 60_000))).toEqual([0, 0, 0, 0])
      expect(offered).toEqual([...new Set(offered)].sort((a, b) => a - b))
    }
    expect(backTimes(end - 60_000, TEST_STATE.sessions)).toEqual([end])
    expect(backTimes(end + 1, TEST_STATE.sessions).length).toBeGreaterThan(3)
  })
})

describe('the camera test', () => {
  const picture = (of: (column: number, row: number) => number): Uint8ClampedArray => {
    const pixels = new Uint8ClampedArray(64 * 48 * 4)
    for (let at = 0; at < 64 * 48; at++) pixels.fill(of(at % 64, Math.floor(at / 64)), 4 * at, 4 * at + 3)
    return pixels
  }
  const judge = (of: (column: number, row: number) => number) => pictureQuality(picture(of), 64, 48)

  it('tells dark, good and glaring light', () => {
    expect(judge(() => 20).light).toBe('dark')
    expect(judge(() => 128).light).toBe('good')
    expect(judge(() => 240).light).toBe('glaring')
  })

  it('tells a sharp edge from a soft one', () => {
    expect(judge((column) => (column % 8 < 4 ? 40 : 200)).focus).toBe('good')
    expect(judge((column) => 128 + 40 * Math.sin(column / 8)).focus).toBe('blurred')
  })
})

describe('the night', () => {
  it('may run over midnight', () => {
    const night = { from: '18:00', to: '06:00' }
    expect(
      ['17:59', '18:00', '23:59', '00:00', '05:59', '06:00'].map((time) => isNight(time, night)),
    ).toEqual([false, true, true, true, true, false])
    expect(isNight('13:00', { from: '12:00', to: '14:00' })).toBe(true)
    expect(isNight('14:00', { from: '12:00', to: '14:00' })).toBe(false)
  })
})

describe('the banners', () => {
  const calm: CounterView = {
    kiosk: TEST_STATE,
    kioskAtMs: 0,
    service: 'up',
    camera: 'ok',
    card: null,
    offer: null,
    prepared: null,
    busyAtMs: 0,
  }
  const ids = (view: CounterView): string[] => bannersOf(view, say).map(({ id }) => id)

  it('say nothing when nothing is wrong', () => {
    expect(ids(calm)).toEqual([])
  })

  it('put what loses scans before what only delays them', () => {
    const everything: CounterView = {
      ...calm,
      service: 'down',
      camera: 'lost',
      kiosk: {
        ...TEST_STATE,
        recording: { kind: 'failing', reason: 'disk-full' },
        sync: { ...TEST_STATE.sync, kind: 'refused', refusal: 'revoked' },
        clock: { checked: false, offsetMs: 0, errorMs: null, moved: false },
        diskLowBytes: 90 * 2 ** 20,
        administratorPin: 'to-be-chosen',
      },
    }
    expect(ids(everything)).toEqual([
      'recording',
      'service',
      'refused-revoked',
      'administrator-pin',
      'disk-low',
      'camera-lost',
      'clock',
    ])
    expect(MOST_BANNERS).toBe(2)
  })

  it('speak of a lost line only after ten minutes, with since when and what waits', () => {
    const offline = (minutes: number): CounterView => ({
      ...calm,
      kiosk: {
        ...TEST_STATE,
        sync: {
          ...TEST_STATE.sync,
          kind: 'offline',
          waiting: 15,
          turnsWaiting: 12,
          oldestTurnAt: TEST_NOW - 5 * 60_000,
          lastContactAt: TEST_NOW - minutes * 60_000,
        },
      },
    })
    expect(ids(offline(9))).toEqual([])
    expect(bannersOf(offline(28), say).map(({ text }) => text)).toEqual([
      'Mất mạng từ 07:00. Vẫn chấm công bình thường; 12 lượt chờ gửi, cũ nhất lúc 07:23.',
    ])
  })
})

describe('the leader’s day', () => {
  const day: PersonDay = {
    date: '2026-04-06',
    sessions: [...TEST_STATE.sessions],
    marks: [
      { in: null, out: null },
      { in: null, out: null },
    ],
    states: ['absent', 'awaited'],
    flags: [],
    away: [],
    otherScans: [],
    workedMinutes: 0,
    excuse: null,
    note: null,
    symbol: '',
    complete: true,
    asOf: TEST_NOW,
  }

  it('prepares the claim that a flag asks for: session, side and the time of the boundary', () => {
    const [morning, afternoon] = day.sessions
    expect(wantedBy({ code: 'missing-in', session: 0 }, day)).toMatchObject({
      side: 'in',
      at: morning?.start,
    })
    expect(wantedBy({ code: 'missing-out', session: 1 }, day)).toMatchObject({
      side: 'out',
      at: afternoon?.end,
    })
    expect(wantedBy({ code: 'absent', session: 1 }, day)).toMatchObject({ session: 1, side: 'in' })
    expect(wantedBy({ code: 'late', session: 0, minutes: 4, chargeable: 4 }, day)).toBeNull()
    expect(wantedBy({ code: 'no-badge' }, day)).toBeNull()
  })

  it('spans a week from Monday and a month from its first day, up to today', () => {
    expect(spanAround('2026-04-08', 'week')).toEqual({ from: '2026-04-06', to: '2026-04-08' })
    expect(spanAround('2026-03-01', 'week')).toEqual({ from: '2026-02-23', to: '2026-03-01' })
    expect(spanAround('2028-02-29', 'month')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  })
})
