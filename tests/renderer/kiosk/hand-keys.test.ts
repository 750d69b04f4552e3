import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import type { KioskState } from '../../../core/kiosk/kiosk-api.ts'
import { HOLD_MS, NO_RUN, type PressedKey, takePressed } from '../../../renderer/kiosk/keyboard/hand-keys.ts'
import { letterTyped } from '../../../renderer/kiosk/keyboard/letter-typed.ts'
import { type Hands, listenToHands } from '../../../renderer/kiosk/keyboard/listen-to-hands.ts'
import { openDesk, openField } from '../../../renderer/kiosk/keyboard/typing.ts'
import { type CounterStage, openCounterStage } from '../../support/counter-stage.ts'
import { type DeskHands, deskHands } from '../../support/desk-hands.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { type Asked, type ScriptedKiosk, TEST_STATE } from '../../support/scripted-kiosk.ts'
import type { FolderServer } from '../../support/serve-folder.ts'

const BADGE = '12345678901234567890123456789012345678904'
/** Slower than any machine on a busy computer, and quick for a hand. */
const HAND = { delay: 90 }

const key = (code: string, atMs: number, more: Partial<PressedKey> = {}): PressedKey => ({
  code,
  key: code.slice(-1).toLowerCase(),
  shift: false,
  combined: false,
  repeat: false,
  atMs,
  ...more,
})

/** What a row of keys types in the end, a letter for a letter. */
function typedBy(keys: readonly PressedKey[]): string {
  let run = NO_RUN
  let typed = ''
  for (const each of keys) {
    const step = takePressed(run, each)
    for (const stroke of step.strokes) typed += stroke.kind === 'letter' ? stroke.written : `<${stroke.kind}>`
    run = step.run
  }
  for (const stroke of run.waiting) typed += stroke.kind === 'letter' ? stroke.written : `<${stroke.kind}>`
  return typed
}
const row = (text: string, gapMs: number): PressedKey[] =>
  Array.from(text, (digit, at) => key(`Digit${digit}`, 1_000 + at * gapMs))

describe('a hand at a real keyboard', () => {
  test.each([
    ['slowly', row('1234567', 250), '1234567'],
    ['quickly', row('123456789012', 70), '123456789012'],
    ['three keys in one roll', row('123', 15), '123'],
    ['a PIN at once, and Enter after it', [...row('4821', 80), key('Enter', 1_330)], '4821<enter>'],
    ['the number pad with NumLock off', [key('Numpad1', 0, { key: 'End' })], 'null'],
    ['with Ctrl', [key('KeyA', 0, { combined: true })], ''],
    [
      'a held letter once, a held Backspace again and again',
      [
        key('KeyA', 0),
        key('KeyA', 500, { repeat: true }),
        key('Backspace', 900, { key: 'Backspace' }),
        key('Backspace', 1_400, { key: 'Backspace', repeat: true }),
      ],
      'a<back><back>',
    ],
  ])('is typed: %s', (_, keys, expected) => {
    expect(typedBy(keys)).toBe(expected)
  })

  test.each([
    ['a whole badge', [...row(BADGE, 8), key('Enter', 1_400)]],
    ['a slow scanner', [...row(BADGE, 45), key('Enter', 2_900)]],
    ['six digits of a torn burst', row('123456', 10)],
    [
      'a torn burst whose rest comes late',
      [...row('12345678', 10), key('Digit9', 1_290), key('Enter', 1_300)],
    ],
  ])('is not what a scanner sends: %s', (_, keys) => {
    expect(typedBy(keys)).toBe('')
  })

  it('is a hand’s still when an input method takes letters back and writes others, all at once', () => {
    const telex = [
      ...Array.from('thuowng', (letter, at) => key(`Key${letter.toUpperCase()}`, 1_000 + at * 120)),
      ...[0, 1, 2, 3].map((at) => key('Backspace', 1_850 + at, { key: 'Backspace' })),
      ...Array.from('ường', (letter, at) => key('', 1_855 + at, { key: letter })),
    ]
    expect(typedBy(telex)).toBe('thuowng<back><back><back><back>ường')
  })

  test.each([
    ['sentence', 'a', 'â', 'â'],
    ['sentence', 'a', null, 'a'],
    ['capitals', 'd', 'đ', 'Đ'],
    ['address', '1', 'ă', '1'],
    ['address', 'A', 'A', 'a'],
    ['address', ':', ':', ':'],
    ['address', null, 'ô', null],
    ['code', 'a', 'a', 'A'],
    ['code', '5', 'Dead', '5'],
    ['code', null, 'ô', null],
  ] as const)('writes in a field for %s: key %j, system %j', (kind, physical, written, letter) => {
    expect(letterTyped(kind, { kind: 'letter', physical, written, atMs: 0 })).toBe(letter)
  })
})

describe('a scanner beside a hand', () => {
  const target = new EventTarget()
  let text = ''
  let entered = 0
  let ends: (() => void)[] = []
  let hands: Hands
  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('window', target)
    text = ''
    entered = 0
    hands = listenToHands(target as Window)
    ends = [
      openField({
        read: () => text,
        write: (next) => {
          text = next
        },
        with: (before, { physical }) => before + (physical ?? ''),
        without: (before) => before.slice(0, -1),
      }),
      openDesk({ enter: () => entered++, escape: () => {}, say: () => {} }),
      () => hands.stop(),
    ]
  })
  afterEach(() => {
    for (const end of ends) end()
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  let nowMs = 0
  const down = (code: string, gapMs: number): void => {
    vi.advanceTimersByTime(gapMs)
    nowMs += gapMs
    const event = Object.assign(new Event('keydown'), { code, key: code.replace('Digit', ''), repeat: false })
    Object.defineProperty(event, 'timeStamp', { value: nowMs })
    target.dispatchEvent(event)
  }
  const digits = (code: string, gapMs: number): void => {
    for (const digit of code) down(`Digit${digit}`, gapMs)
  }

  test.each([
    ['8 ms', 8],
    ['45 ms', 45],
    ['56 ms, which is a quick hand’s pace', 56],
    ['110 ms, which is a hand’s pace', 110],
  ])('leaves a field as it was before the code, at %s a key', (_, gapMs) => {
    digits('77', 250)
    vi.advanceTimersByTime(600)
    nowMs += 600
    digits(BADGE, gapMs)
    down('Enter', gapMs)
    hands.scanned(BADGE.length)
    vi.advanceTimersByTime(1_500)
    nowMs += 1_500
    expect({ text, entered }).toEqual({ text: '77', entered: 0 })
    digits('8', 250)
    down('Enter', 250)
    vi.advanceTimersByTime(HOLD_MS)
    expect({ text, entered }).toEqual({ text: '778', entered: 1 })
  })
})

describe.skipIf(chromiumPath() === null)('the kiosk’s dialogs and a real keyboard', () => {
  let stage: CounterStage
  let kiosk: ScriptedKiosk
  let server: FolderServer
  let open: KioskWindow
  let hands: DeskHands

  beforeAll(async () => {
    stage = await openCounterStage()
  })
  afterAll(() => stage.close())
  beforeEach(async () => {
    const served = await stage.serve()
    kiosk = served.kiosk
    server = served.server
    open = await openKioskWindow(stage.browser, `${server.address}/`)
    hands = deskHands(open.page)
  })
  afterEach(async () => {
    await open.close()
    await server.close()
  })

  const asked = (method: Asked['method']): Record<string, unknown>[] =>
    kiosk.asked.filter((one) => one.method === method).map(({ input }): Record<string, unknown> => input)
  const type = (text: string): Promise<void> => open.page.keyboard.type(text, HAND)
  /** As an input method writes it: a letter without a key. */
  const write = async (text: string): Promise<void> => {
    for (const letter of text) {
      await open.page.evaluate(
        (key) => window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
        letter,
      )
    }
  }
  const press = (name: string): Promise<void> => open.page.keyboard.press(name)
  /** A burst that a busy computer tears apart is none: people scan again. */
  const scanBadge = async (before: number): Promise<void> => {
    for (let tries = 0; tries < 5; tries++) {
      await open.scan(BADGE)
      await open.page.waitForTimeout(1_500)
      if (
        asked('scan')
          .slice(before)
          .some(({ code }) => code === BADGE)
      )
        return
    }
    throw new Error('no whole scan in five')
  }
  const field = () => hands.desk.locator('[class*=field]').textContent()

  it('enrol by keys alone: address, the keys compared by hand, the code; at 60, 90 and 250 ms a key', async () => {
    const strange: Partial<KioskState> = { enrolled: null, administratorPin: 'missing' }
    kiosk.state = { ...TEST_STATE, ...strange }
    kiosk.notify()
    await hands.open('set-up')
    await open.page.keyboard.type('Ward.vn', { delay: 60 })
    await open.page.keyboard.type(':80/x', { delay: 250 })
    await press('Backspace')
    await expect.poll(field).toBe('ward.vn:80/')
    await press('Enter')
    await open.page.locator('[data-fingerprint]').waitFor()
    expect(asked('findDistrict')).toEqual([{ address: 'ward.vn:80/' }])
    await press('Enter')
    await open.page.waitForTimeout(3 * HOLD_MS)
    expect(await open.page.locator('[data-set-up=compare]').count(), 'keys are compared by eye').toBe(1)
    await open.page.locator('[data-action=same-key]').click()
    await type('ab3cdef45gh6')
    await expect.poll(field).toBe('AB3C-DEF4-5GH6')
    await press('Enter')
    await open.page.getByText('4821 9930 1177 5526').waitFor()
    expect(asked('enrolTyped')).toMatchObject([{ code: 'AB3C-DEF4-5GH6' }])
  })

  it('find a name and take a PIN from the number pad, with NumLock off, and Enter', async () => {
    await hands.open('forgotten')
    await type('ph')
    await write('ươ')
    await type('ng th')
    await write('ả')
    await type('o')
    await expect.poll(field).toBe('phương thảo')
    await hands.desk.locator('[data-person]').waitFor()
    await press('Enter')
    await hands.desk.getByRole('button', { name: 'Để quên thẻ ở nhà' }).click()
    for (const digit of '48215') {
      await press(`Numpad${digit}`)
      await open.page.waitForTimeout(HAND.delay)
    }
    await press('Backspace')
    await press('NumpadEnter')
    await expect.poll(() => asked('signIn')).toMatchObject([{ proof: { kind: 'pin', pin: '4821' } }])
  })

  it('go back a step with Escape, and close on the first', async () => {
    await hands.open('out-duty')
    await hands.desk.getByRole('button', { name: 'Việc khác' }).click()
    await type('Nop ho so')
    await press('Enter')
    await hands.desk.getByText('Dự kiến mấy giờ quay lại?').waitFor()
    await press('Escape')
    await hands.desk.getByText('Đi việc gì?').waitFor()
    await press('Escape')
    await hands.desk.waitFor({ state: 'detached' })
  })

  it('type a reason with spaces and marks, and Enter puts the form on record', async () => {
    await hands.open('leader')
    await hands.desk.locator('[data-leader]').first().waitFor()
    // Past the button that closes, to the first of the list.
    await press('Tab')
    await press('Tab')
    await expect
      .poll(() => open.page.evaluate(() => document.activeElement?.getAttribute('data-leader')))
      .toBe('person-1')
    await press('Enter')
    await type('7300')
    await press('Enter')
    await hands.desk.locator('[data-person=person-1]').click()
    await hands.desk.locator('[data-annul]').click()
    await hands.desk.getByRole('button', { name: 'Lý do khác' }).click()
    await type('qu')
    await write('é')
    await type('t th')
    await write('ử')
    await type(', m')
    await write('á')
    await type('y')
    await press('Enter')
    await expect.poll(() => asked('annul')).toMatchObject([{ reason: 'quét thử, máy' }])
  })

  it('stay open as long as somebody types', async () => {
    await hands.open('out-private')
    await hands.desk.getByRole('button', { name: 'Việc khác' }).click()
    await open.page.waitForTimeout(2_500)
    expect(Number(await open.page.getAttribute('[data-seconds-left]', 'data-seconds-left'))).toBeLessThan(29)
    await type('đi')
    await expect.poll(() => open.page.getAttribute('[data-seconds-left]', 'data-seconds-left')).toBe('30')
  })

  it('never take a scanner’s keys for typing: a badge is a scan, and what is none is left out with a word', async () => {
    await hands.open('forgotten')
    await type('th')
    await open.page.waitForTimeout(6 * HOLD_MS)
    await scanBadge(0)
    await open.page.locator('[data-answer]').waitFor({ state: 'detached', timeout: 6_000 })
    expect(await field()).toBe('th')
    await open.scan('1234567')
    await hands.desk.locator('[data-keys-ignored=machine]').waitFor()
    expect(await field()).toBe('th')
    await open.page.waitForTimeout(12 * HOLD_MS)
    await type('ao')
    await expect.poll(field).toBe('thao')
    await hands.desk.locator('[data-person]').first().click()
    await hands.desk.getByRole('button', { name: 'Mất thẻ' }).click()
    await open.scan('48210')
    await hands.desk.locator('[data-keys-ignored=machine]').waitFor()
    await scanBadge(asked('scan').length)
    expect(asked('signIn')).toEqual([])
    expect(await hands.desk.locator('[class*=dots]').textContent()).toContain('Đã nhập 0 số')
  })
})
