import { describe, expect, it } from 'vitest'
import type { Became, ScanAnswer } from '../../../core/kiosk/kiosk-api.ts'
import { answerView } from '../../../renderer/kiosk/counter/answer-view.ts'
import { cardTime } from '../../../renderer/kiosk/counter/card.ts'
import { intentChoices } from '../../../renderer/kiosk/counter/intent-choices.ts'
import { syncWords } from '../../../renderer/kiosk/parts/sync-words.ts'
import { sayIn } from '../../../renderer/kiosk/text/kiosk-text.ts'
import { showDate, showMoment } from '../../../renderer/kiosk/text/show-time.ts'
import { kioskEn } from '../../../renderer/locales/en/kiosk.ts'
import { kioskVi } from '../../../renderer/locales/vi/kiosk.ts'
import { TEST_NOW, TEST_STATE } from '../../support/scripted-kiosk.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const vi = sayIn('vi')
const en = sayIn('en')

type Recorded = Extract<ScanAnswer, { kind: 'recorded' }>

const recorded = (more: Partial<Recorded>): Recorded => ({
  kind: 'recorded',
  scan: '0195f000-0000-7000-8000-000000000000',
  at: TEST_NOW,
  person: { kind: 'ours', name: 'Trần Văn Bình', title: 'Phó Chủ tịch' },
  became: { kind: 'arrived', session: 0, lateMinutes: 0 },
  revoked: false,
  offerIntents: false,
  ...more,
})

const shown = (answer: Recorded | Exclude<ScanAnswer, { kind: 'enrolment-code' }>) => {
  const { tone, word, detail } = answerView({ kind: 'scan', answer }, ZONE, vi)
  return { tone, word, detail }
}

describe('the answer card', () => {
  it.each<[Became, string, string]>([
    [{ kind: 'arrived', session: 0, lateMinutes: 0 }, 'good', 'ĐÃ ĐẾN'],
    [{ kind: 'arrived', session: 1, lateMinutes: 7 }, 'attention', 'ĐẾN MUỘN 7 PHÚT'],
    [{ kind: 'left', session: 0, earlyMinutes: 0 }, 'good', 'ĐÃ RA VỀ'],
    [{ kind: 'left', session: 1, earlyMinutes: 12 }, 'attention', 'VỀ SỚM 12 PHÚT'],
    [{ kind: 'already-recorded', firstAt: TEST_NOW }, 'good', 'ĐÃ GHI LÚC 07:28'],
    [{ kind: 'stepped-out', purpose: 'out-duty' }, 'good', 'RA NGOÀI VÌ CÔNG VỤ'],
    [{ kind: 'stepped-out', purpose: 'out-private' }, 'good', 'RA NGOÀI VÌ VIỆC RIÊNG'],
    [{ kind: 'returned' }, 'good', 'ĐÃ QUAY LẠI'],
    [{ kind: 'noted' }, 'good', 'ĐÃ GHI NHẬN'],
    [{ kind: 'outside-hours' }, 'attention', 'NGOÀI GIỜ LÀM VIỆC'],
    [{ kind: 'unscheduled' }, 'attention', 'HÔM NAY KHÔNG CÓ LỊCH'],
  ])('says what a scan became: %o', (became, tone, word) => {
    const view = answerView({ kind: 'scan', answer: recorded({ became }) }, ZONE, vi)
    expect(view).toMatchObject({ tone, word, name: 'Trần Văn Bình', title: 'Phó Chủ tịch', time: '07:28' })
  })

  it('says an arrival or departure discreetly where that is set: the same word, colour and sound for everybody', () => {
    const cards: [Became, string, string][] = [
      [{ kind: 'arrived', session: 0, lateMinutes: 0 }, 'check', 'Đến đúng giờ'],
      [{ kind: 'arrived', session: 1, lateMinutes: 40 }, 'late', 'Đến muộn 40 phút'],
      [{ kind: 'left', session: 0, earlyMinutes: 0 }, 'check', 'Về đúng giờ'],
      [{ kind: 'left', session: 1, earlyMinutes: 12 }, 'early', 'Về sớm 12 phút'],
    ]
    const same = { tone: 'good', icon: 'check', word: 'ĐÃ GHI', sound: 'recorded' }
    for (const [became, detailIcon, detail] of cards) {
      const answer = recorded({ became })
      const small = { ...same, detailIcon, detail }
      expect(answerView({ kind: 'scan', answer }, ZONE, vi, true)).toMatchObject(small)
      const signedIn = answerView(
        { kind: 'sign-in', answer: { ...answer, noBadgeThisMonth: 2 } },
        ZONE,
        vi,
        true,
      )
      expect(signedIn).toMatchObject({ ...same, detailIcon })
      expect(signedIn.detail).toBe(`${detail} · quên thẻ, lần 2 trong tháng`)
      const intent = { kind: 'intent', intent: 'arrive', answer: { kind: 'recorded', became } } as const
      expect(answerView(intent, ZONE, vi, true)).toMatchObject(small)
      expect(answerView({ kind: 'scan', answer }, ZONE, en, true).word).toBe('RECORDED')
    }
    const outside = { kind: 'scan', answer: recorded({ became: { kind: 'outside-hours' } }) } as const
    expect(answerView(outside, ZONE, vi, true)).toEqual(answerView(outside, ZONE, vi))
  })

  it('says that a revoked badge was recorded and is no longer valid', () => {
    expect(shown(recorded({ revoked: true }))).toMatchObject({
      tone: 'attention',
      word: 'THẺ CŨ, KHÔNG CÒN HIỆU LỰC',
    })
  })

  it('names the place of a guest, and nobody for a badge that is not known', () => {
    const guest = recorded({ person: { kind: 'guest', from: 'Phường Ngọc Lâm' }, became: null })
    const unknown = recorded({ person: { kind: 'unknown' }, became: null })
    expect(answerView({ kind: 'scan', answer: guest }, ZONE, vi)).toMatchObject({
      tone: 'good',
      name: 'Khách từ Phường Ngọc Lâm',
    })
    expect(answerView({ kind: 'scan', answer: unknown }, ZONE, vi)).toMatchObject({
      tone: 'attention',
      name: null,
    })
  })

  it('sends an identity card away with the sentence people know', () => {
    expect(shown({ kind: 'refused', class: 'identity-card' }).detail).toBe(
      'Đây là mã trên căn cước, không phải thẻ chấm công. Không lưu thông tin.',
    )
  })

  it('never sounds recorded when nothing was recorded', () => {
    const notRecorded = answerView(
      { kind: 'scan', answer: { kind: 'not-recorded', reason: 'disk-full' } },
      ZONE,
      vi,
    )
    expect(notRecorded).toMatchObject({ tone: 'bad', word: 'KHÔNG GHI ĐƯỢC', sound: 'not-recorded' })
    for (const kind of ['identity-card', 'foreign', 'malformed'] as const) {
      const refused = answerView({ kind: 'scan', answer: { kind: 'refused', class: kind } }, ZONE, vi)
      expect(refused).toMatchObject({ tone: 'attention', sound: 'attention', name: null })
    }
  })

  it('stays four seconds, but waits with whoever waits', () => {
    expect(cardTime({ kind: 'scan', answer: recorded({}) })).toBe(4_000)
    expect(cardTime({ kind: 'fault' })).toBe(4_000)
    expect(cardTime({ kind: 'pending' })).toBeNull()
  })
})

describe('the four intents', () => {
  it('never offer to be back to whoever has just come: they have come', () => {
    expect(intentChoices({ kind: 'arrived', session: 0, lateMinutes: 32 })).toEqual([
      'out-duty',
      'out-private',
      'arrive',
      'leave',
    ])
  })

  it('never offer what the scan already is otherwise, and never one twice', () => {
    const already: [Became, string][] = [
      [{ kind: 'left', session: 0, earlyMinutes: 60 }, 'leave'],
      [{ kind: 'stepped-out', purpose: 'out-duty' }, 'out-duty'],
      [{ kind: 'stepped-out', purpose: 'out-private' }, 'out-private'],
    ]
    for (const [became, intent] of already) expect(intentChoices(became)).not.toContain(intent)
    for (const became of [
      null,
      { kind: 'arrived', session: 1, lateMinutes: 0 },
      { kind: 'noted' },
      { kind: 'unscheduled' },
      ...already.map(([one]) => one),
    ] as const) {
      expect(new Set(intentChoices(became)).size).toBe(4)
    }
  })
})

describe('the words of the screen', () => {
  it('tell the state of the line as one sentence', () => {
    const sync = {
      ...TEST_STATE.sync,
      kind: 'offline',
      waiting: 15,
      turnsWaiting: 12,
      districtHasUpTo: Date.parse('2026-04-06T00:41:00Z'),
    } as const
    expect(syncWords({ ...TEST_STATE, sync }, vi)).toBe(
      'Mất mạng · 12 lượt chờ gửi · cấp trên đã nhận đến 07:41',
    )
    expect(syncWords({ ...TEST_STATE, sync }, en)).toBe(
      'Offline · scans waiting: 12 · district has up to 07:41',
    )
    expect(syncWords(TEST_STATE, vi)).toBe('Đã nối mạng · cấp trên đã nhận đủ')
    const deeds = { ...sync, kind: 'online', turnsWaiting: 0 } as const
    expect(syncWords({ ...TEST_STATE, sync: deeds }, vi)).toBe('Đã nối mạng · cấp trên đã nhận đến 07:41')
    const refused = { ...sync, kind: 'refused', refusal: 'revoked', districtHasUpTo: null } as const
    expect(syncWords({ ...TEST_STATE, sync: refused }, vi)).toBe(
      'Cấp trên từ chối nhận · máy này đã bị thu hồi · 12 lượt chờ gửi · cấp trên chưa nhận lượt nào',
    )
  })

  it('show dates in the language of the moment, and older moments with their date', () => {
    expect(showDate(TEST_NOW, ZONE, 'vi')).toBe('Thứ Hai, 6 tháng 4, 2026')
    expect(showDate(TEST_NOW, ZONE, 'en')).toBe('Monday, 6 April 2026')
    expect(showMoment(TEST_NOW - 86_400_000, TEST_NOW, ZONE)).toBe('05/04 07:28')
  })

  it('exist in both languages with the same values, in NFC, and none is empty', () => {
    const values = (text: string): string[] =>
      [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').sort()
    for (const [key, text] of Object.entries(kioskVi)) {
      const english = (kioskEn as Record<string, string>)[key] ?? ''
      expect(english, key).not.toBe('')
      expect(values(english), key).toEqual(values(text))
      expect(text.normalize('NFC'), key).toBe(text)
    }
    expect(Object.keys(kioskEn)).toHaveLength(Object.keys(kioskVi).length)
  })
})
