import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import words from '../../../assets/spoken/words.json' with { type: 'json' }
import type { KioskState, LineFault } from '../../../core/kiosk/kiosk-api.ts'
import { cornersOnScreen } from '../../../renderer/kiosk/camera/code-place.ts'
import type { CounterView } from '../../../renderer/kiosk/counter/counter-view.ts'
import { boardPages } from '../../../renderer/kiosk/idle/board-pages.ts'
import { spokenOf } from '../../../renderer/kiosk/screen/answer/spoken-of.ts'
import { bannersOf } from '../../../renderer/kiosk/screen/head/banners-of.ts'
import { sayIn } from '../../../renderer/kiosk/text/kiosk-text.ts'
import { kioskSetUpEn } from '../../../renderer/locales/en/kiosk-set-up.ts'
import { kioskStateEn } from '../../../renderer/locales/en/kiosk-state.ts'
import { kioskSetUpVi } from '../../../renderer/locales/vi/kiosk-set-up.ts'
import { kioskStateVi } from '../../../renderer/locales/vi/kiosk-state.ts'
import { TEST_NOW, TEST_STATE } from '../../support/scripted-kiosk.ts'

const CLIPS = join(import.meta.dirname, '../../../assets/spoken')
const YEAR_MS = 365 * 86_400_000
const LANGUAGES = ['vi', 'en'] as const

describe('the board for citizens', () => {
  const notices = [
    { id: 'a', text: 'Một' },
    { id: 'b', text: 'Hai' },
  ]
  const norms = Array.from({ length: 10 }, (_, index) => `chuẩn mực ${index + 1}`)

  it('shows every notice before every fourth norm, every norm once, and the privacy notice at the end', () => {
    const pages = boardPages(norms, notices)
    const kinds = pages.map((page) => (page.kind === 'norm' ? page.number : page.kind))
    expect(kinds.slice(0, 8)).toEqual(['notice', 'notice', 1, 2, 3, 4, 'notice', 'notice'])
    expect(kinds.filter((each) => typeof each === 'number')).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(pages.at(-1)).toEqual({ kind: 'privacy', id: 'privacy' })
    expect(new Set(pages.map(({ id }) => id)).size).toBe(pages.length)
  })

  it('is the norms and the privacy notice where there is no notice', () => {
    expect(boardPages(norms, [])).toHaveLength(11)
    expect(boardPages([], notices).map(({ kind }) => kind)).toEqual(['privacy'])
  })
})

describe('the frame around a code', () => {
  const square = [
    [0.4, 0.4],
    [0.6, 0.4],
    [0.6, 0.6],
    [0.4, 0.6],
  ] as const

  it('lies where the mirrored picture shows the code, a little outside of it', () => {
    const screen = { width: 1000, height: 1000 }
    const corners = cornersOnScreen(square, { width: 500, height: 500 }, screen)
    expect(corners.map(([x, y]) => [Math.round(x), Math.round(y)])).toEqual([
      [614, 386],
      [386, 386],
      [386, 614],
      [614, 614],
    ])
  })

  it('follows a picture that is cut off at its sides, as portrait screens do', () => {
    const left = [
      [0.3, 0.4],
      [0.4, 0.4],
      [0.4, 0.6],
      [0.3, 0.6],
    ] as const
    // 1280×720 filling 720×720: 280 of its own pixels are cut off on each side.
    const corners = cornersOnScreen(left, { width: 1280, height: 720 }, { width: 720, height: 720 })
    const middle = corners.reduce((sum, [x]) => sum + x, 0) / 4
    expect(middle).toBeCloseTo(720 - (0.35 * 1280 - 280), 5)
  })
})

describe('banners', () => {
  const view = (state: Partial<KioskState>, more: Partial<CounterView> = {}): CounterView => ({
    kiosk: { ...TEST_STATE, ...state },
    kioskAtMs: 0,
    service: 'up',
    camera: 'ok',
    card: null,
    offer: null,
    prepared: null,
    busyAtMs: 0,
    ...more,
  })
  const refused = (refusal: KioskState['sync']['refusal']) => ({
    sync: { ...TEST_STATE.sync, kind: 'refused' as const, refusal },
  })
  const distrusting = (kind: LineFault['kind']) => ({
    sync: { ...TEST_STATE.sync, kind: 'offline' as const, fault: { kind, clockAt: TEST_NOW - 10 * YEAR_MS } },
  })
  const STATES: readonly [string, Partial<KioskState>, Partial<CounterView>?][] = [
    ['recording', { recording: { kind: 'failing', reason: 'disk-full' } }],
    ['recording', { recording: { kind: 'failing', reason: 'read-only' } }],
    ['recording', { recording: { kind: 'failing', reason: 'storage-error' } }],
    ['service', {}, { service: 'down' }],
    ['refused-revoked', { ...refused('revoked'), revoked: true }],
    ['refused-fork', refused('fork')],
    ['refused-gap', refused('gap')],
    ['refused-rejected', refused('rejected')],
    ['line-not-valid-now', distrusting('not-valid-now')],
    ['line-untrusted', distrusting('untrusted')],
    ['line-other-host', distrusting('other-host')],
    ['line-old-tls', distrusting('old-tls')],
    ['line-authority-file', distrusting('authority-file')],
    ['not-enrolled', { enrolled: null }],
    ['administrator-pin', { administratorPin: 'to-be-chosen' }],
    ['administrator-pin', { administratorPin: 'missing' }],
    ['administrator-pin', { administratorPin: 'unreadable' }],
    ['disk-low', { diskLowBytes: 300 * 2 ** 20 }],
    ['damaged', { restartedAfterDamage: { at: TEST_NOW - 60_000, quarantined: 'damaged-1' } }],
    ['camera-none', {}, { camera: 'none' }],
    ['camera-denied', {}, { camera: 'denied' }],
    ['camera-lost', {}, { camera: 'lost' }],
    ['camera-black', {}, { camera: 'black' }],
    ['camera-frozen', {}, { camera: 'frozen' }],
    ['scanner-unplugged', { scannerUnplugged: true }],
    ['clock', { clock: { checked: false, offsetMs: 0, errorMs: null, moved: false } }],
    ['clock', { clock: { checked: true, offsetMs: 9 * 60_000, errorMs: 20, moved: false } }],
    ['clock', { clock: { checked: true, offsetMs: 0, errorMs: 20, moved: true } }],
    [
      'offline',
      { sync: { ...TEST_STATE.sync, kind: 'offline', lastContactAt: TEST_NOW - 11 * 60_000, waiting: 3 } },
    ],
    ['update-waiting', { updateWaiting: '0.2.0' }],
  ]

  it.each(STATES)('says %s in both languages, each time with what to do', (id, state, more) => {
    for (const language of LANGUAGES) {
      const banners = bannersOf(view(state, more), sayIn(language))
      expect(banners.map((banner) => banner.id)).toEqual([id])
      const [{ text } = { text: '' }] = banners
      // A sentence about what is, and another (or a clause) about what to do.
      expect(text.split(/[.;:]\s/).length, text).toBeGreaterThan(1)
      expect(text).not.toMatch(/\{\{|undefined|NaN/)
    }
  })

  it('says nothing when all is well, and each state in words of its own', () => {
    expect(bannersOf(view({}), sayIn('vi'))).toEqual([])
    const texts = STATES.map(([, state, more]) => bannersOf(view(state, more), sayIn('vi'))[0]?.text)
    expect(new Set(texts).size).toBe(STATES.length)
  })

  it('goes on saying that the kiosk is revoked when the line is gone', () => {
    const offline = { sync: { ...TEST_STATE.sync, kind: 'offline' as const }, revoked: true }
    expect(bannersOf(view(offline), sayIn('vi')).map(({ id }) => id)).toEqual(['refused-revoked'])
  })

  it('asks whether the clock is right, with the date and the year, where a certificate is not valid by it', () => {
    const [banner] = bannersOf(view(distrusting('not-valid-now')), sayIn('en'))
    expect(banner?.text).toContain('This kiosk’s clock says 08/04/2016 07:28')
    const long = { ...distrusting('not-valid-now').sync, lastContactAt: TEST_NOW - YEAR_MS }
    expect(bannersOf(view({ sync: long }), sayIn('vi')).map(({ id }) => id)).toEqual(['line-not-valid-now'])
  })

  it('puts what stops the recording first, whatever else is wrong', () => {
    const all = view({
      ...refused('revoked'),
      recording: { kind: 'failing', reason: 'disk-full' },
      scannerUnplugged: true,
      updateWaiting: '0.2.0',
      diskLowBytes: 1,
    })
    expect(bannersOf(all, sayIn('vi')).map(({ id }) => id)).toEqual([
      'recording',
      'refused-revoked',
      'disk-low',
      'scanner-unplugged',
      'update-waiting',
    ])
  })
})

describe('words spoken aloud', () => {
  it('have a packed clip each, in both languages, and no clip without its word', () => {
    expect(Object.keys(words.en)).toEqual(Object.keys(words.vi))
    for (const language of LANGUAGES) {
      for (const name of Object.keys(words[language])) {
        const file = join(CLIPS, language, `${name}.ogg`)
        expect(existsSync(file), file).toBe(true)
        expect(statSync(file).size).toBeLessThan(40_000)
      }
    }
  })

  it('name the outcome and never a person, a minute or a reason', () => {
    for (const text of [...Object.values(words.vi), ...Object.values(words.en)]) {
      expect(text).not.toMatch(/\d|\{\{/)
    }
    const recorded = {
      kind: 'recorded',
      scan: '0195f000-0000-7000-8000-000000000000',
      at: TEST_NOW,
      person: { kind: 'ours', name: 'Trần Văn Bình', title: '' },
      became: { kind: 'arrived', session: 0, lateMinutes: 9 },
      revoked: false,
      offerIntents: false,
    } as const
    const said = (answer: object) => spokenOf({ kind: 'scan', answer: { ...recorded, ...answer } } as never)
    expect(said({})).toBe('late')
    expect(said({ became: { kind: 'arrived', session: 0, lateMinutes: 0 } })).toBe('arrived')
    expect(said({ became: { kind: 'left', session: 1, earlyMinutes: 0 } })).toBe('left')
    expect(said({ became: null })).toBe('noted')
    expect(said({ revoked: true })).toBe('revoked')
    expect(said({ person: { kind: 'guest', from: 'X' } })).toBe('guest')
    expect(said({ kind: 'refused', class: 'identity-card' })).toBe('not-a-badge')
    expect(said({ kind: 'refused', class: 'malformed' })).toBe('unreadable')
    expect(said({ kind: 'not-recorded', reason: 'disk-full' })).toBe('not-recorded')
    const arrived = { kind: 'scan', answer: recorded } as const
    const left = { ...recorded, became: { kind: 'left', session: 1, earlyMinutes: 3 } } as const
    expect(spokenOf(arrived, true)).toBe('noted')
    expect(spokenOf({ kind: 'scan', answer: left }, true)).toBe('noted')
    expect(spokenOf({ kind: 'scan', answer: { ...recorded, revoked: true } }, true)).toBe('revoked')
    expect(spokenOf({ kind: 'pending' })).toBeNull()
    expect(spokenOf({ kind: 'fault' })).toBe('not-recorded')
  })
})

describe('texts of setting up and of states', () => {
  it('are complete and composed in both languages, with the same values', () => {
    for (const [vi, en] of [
      [kioskSetUpVi, kioskSetUpEn],
      [kioskStateVi, kioskStateEn],
    ] as const) {
      const english: Readonly<Record<string, string>> = en
      for (const [key, text] of Object.entries(vi)) {
        const values = (of: string) => [...of.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).sort()
        expect(text.normalize('NFC'), key).toBe(text)
        expect(values(english[key] ?? ''), key).toEqual(values(text))
      }
    }
  })
})
