import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CHECK_CODE } from '../../../core/badge/check-code.ts'
import { findPeople } from '../../../core/desk/find-people.ts'
import { axeFaults } from '../../support/axe-faults.ts'
import { type CounterStage, openCounterStage } from '../../support/counter-stage.ts'
import { type DeskHands, deskHands } from '../../support/desk-hands.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { readQrCodes } from '../../support/read-qr-codes.ts'
import { scriptedDesk } from '../../support/scripted-desk.ts'
import { type Asked, type ScriptedKiosk, TEST_STATE } from '../../support/scripted-kiosk.ts'
import type { FolderServer } from '../../support/serve-folder.ts'
import { testBadge } from '../../support/test-badge.ts'

const NAME = 'Nguyễn Thị Phương Thảo'
const BADGE = '12345678901234567890123456789012345678904'

describe.skipIf(chromiumPath() === null)('the screens over the counter', () => {
  let stage: CounterStage
  let kiosk: ScriptedKiosk
  let server: FolderServer
  let open: KioskWindow
  let hands: DeskHands

  beforeAll(async () => {
    stage = await openCounterStage()
  })
  afterAll(() => stage.close())

  const begin = async (options: Parameters<typeof openKioskWindow>[2] = {}): Promise<void> => {
    open = await openKioskWindow(stage.browser, `${server.address}/`, options)
    hands = deskHands(open.page)
  }
  beforeEach(async () => {
    const served = await stage.serve()
    kiosk = served.kiosk
    server = served.server
    await begin()
  })
  afterEach(async () => {
    await open.close()
    await server.close()
  })

  const asked = (method: Asked['method']): Record<string, unknown>[] =>
    kiosk.asked.filter((one) => one.method === method).map(({ input }): Record<string, unknown> => input)

  it('sends what was said before the badge with the scan, once', async () => {
    await hands.open('out-duty')
    await hands.desk.getByRole('button', { name: 'Dự họp' }).click()
    await hands.desk.getByRole('button', { name: '09:00' }).click()
    await open.page.locator('[data-prepared=out-duty]').getByText('Dự họp · về lúc 09:00').waitFor()
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor()
    await open.page.locator('[data-prepared]').waitFor({ state: 'detached' })
    await open.scan(BADGE)
    await expect.poll(() => asked('scan').length).toBe(2)
    expect(asked('scan')[0]).toMatchObject({
      intent: 'out-duty',
      purpose: 'Dự họp',
      backAt: Date.parse('2026-04-06T02:00:00Z'),
    })
    expect(asked('scan')[1]).not.toHaveProperty('intent')
  })

  it('keeps what was said when something else is scanned first, and forgets it after 15 seconds', async () => {
    const base = kiosk.api.scan
    await open.page.locator('[data-action=return]').click()
    kiosk.api = { ...kiosk.api, scan: async () => ({ kind: 'refused', class: 'foreign' }) }
    await open.scan('98765432')
    await open.page.locator('[data-answer=attention]').waitFor()
    kiosk.api = { ...kiosk.api, scan: base }
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor()
    expect(asked('scan')[1]).toMatchObject({ intent: 'return' })
    await open.page.locator('[data-answer]').waitFor({ state: 'detached', timeout: 6_000 })
    await open.page.locator('[data-action=leave]').click()
    await open.page.locator('[data-prepared=leave]').waitFor({ state: 'detached', timeout: 17_000 })
    await open.scan(BADGE)
    await expect.poll(() => asked('scan').length).toBe(3)
    expect(asked('scan')[2]).not.toHaveProperty('intent')
  }, 40_000)

  it('types with marks for a purpose of one’s own', async () => {
    await hands.open('out-private')
    await hands.desk.getByRole('button', { name: 'Việc khác' }).click()
    await hands.type('ĐI H')
    await hands.type('O')
    await hands.desk.getByRole('button', { name: 'Dấu nặng' }).click()
    await hands.type('P')
    await hands.desk.getByRole('button', { name: 'Tiếp tục' }).click()
    await hands.desk.getByRole('button', { name: 'Chưa biết' }).click()
    await open.scan(BADGE)
    await expect.poll(() => asked('scan')).toMatchObject([{ intent: 'out-private', purpose: 'Đi Họp' }])
  })

  it('names nobody before three letters or a whole short name, and signs in with the own PIN', async () => {
    const someone = (id: string, name: string) => ({ id, name, title: '', staffNumber: null, hasPin: true })
    const staff = [someone('person-2', NAME), someone('person-5', 'Trần Thị Hà')]
    kiosk.api = { ...kiosk.api, findPeople: async ({ query }) => findPeople(staff, query) }
    await hands.open('forgotten')
    await hands.type('HA')
    await hands.desk.locator('[data-person=person-5]').waitFor()
    await hands.desk.getByRole('button', { name: 'Xóa hết' }).click()
    await hands.type('TH')
    await hands.desk.getByText('Gõ ít nhất 3 chữ cái').waitFor()
    expect(await hands.desk.locator('[data-person]').count()).toBe(0)
    await hands.find('AO')
    await hands.desk.getByRole('button', { name: 'Để quên thẻ ở nhà' }).click()
    await hands.pin('4821')
    await open.page.locator('[data-answer=good]').getByText('quên thẻ, lần 2 trong tháng').waitFor()
    await hands.desk.waitFor({ state: 'detached' })
    expect(asked('signIn')).toMatchObject([
      { person: 'person-2', proof: { kind: 'pin', pin: '4821' }, reason: 'Để quên thẻ ở nhà' },
    ])
  })

  it('says how many tries are left, counts a pause down and takes no PIN meanwhile', async () => {
    let answers: readonly unknown[] = [
      { kind: 'pin-wrong', triesLeft: 1 },
      { kind: 'pin-locked', waitMs: 2_500 },
    ]
    const base = kiosk.api.signIn
    kiosk.api = {
      ...kiosk.api,
      signIn: async (input) => {
        const [next, ...rest] = answers
        answers = rest
        return (next ?? (await base(input))) as Awaited<ReturnType<typeof base>>
      },
    }
    await hands.open('forgotten')
    await hands.find('THAO')
    await hands.desk.getByRole('button', { name: 'Mất thẻ' }).click()
    await hands.pin('0000')
    await hands.desk.getByText('Còn 1 lần thử').waitFor()
    await hands.pin('1111')
    await hands.desk.getByText('Thử lại sau 0:0').waitFor()
    expect(await hands.desk.getByRole('button', { name: '5', exact: true }).isDisabled()).toBe(true)
    await hands.desk.locator('[data-trouble=pin-locked]').waitFor({ state: 'detached', timeout: 5_000 })
    await hands.pin('4821')
    await open.page.locator('[data-answer=good]').waitFor()
  })

  it('lets a leader vouch, set a first PIN and hand over a badge, by badge and PIN', async () => {
    kiosk.api = {
      ...kiosk.api,
      findPeople: async () => ({
        kind: 'found',
        people: [{ id: 'person-3', name: 'Đỗ Thị Yến', title: '', hasPin: false }],
      }),
    }
    await hands.open('forgotten')
    await hands.find('YEN')
    await hands.desk.getByRole('button', { name: 'Mất thẻ' }).click()
    await hands.desk.getByText('Đỗ Thị Yến chưa có mã PIN').waitFor()
    await open.scan(BADGE)
    await hands.pin('7300')
    expect(asked('openVisit')).toEqual([
      { for: 'leader', proof: { kind: 'badge', code: BADGE, pin: '7300' } },
    ])
    await hands.desk.locator('[data-action=set-pin]').click()
    await hands.pin('4821')
    await hands.pin('4822')
    await hands.desk.getByText('không giống nhau').waitFor()
    await hands.pin('4821')
    await hands.pin('4821')
    await hands.desk.locator('[data-action=hand-over]').click()
    await open.scan('11112222333344445555666677778888999900001')
    await hands.desk.getByText('1 thẻ cũ không còn hiệu lực').waitFor()
    await hands.desk.getByRole('button', { name: 'Xong' }).click()
    await expect.poll(() => asked('closeVisit').length).toBe(1)
    expect(asked('setPin')).toMatchObject([{ person: 'person-3', pin: '4821' }])
    expect(asked('handOverBadge')).toMatchObject([{ person: 'person-3' }])
    // The leader's badge opened a door; it was not a scan.
    expect(asked('scan')).toEqual([])
  })

  it('records the badge of whoever scans at the leader’s door and is no leader', async () => {
    kiosk.api = { ...kiosk.api, openVisit: async () => ({ kind: 'not-a-leader' }) }
    await hands.open('leader')
    await open.scan(BADGE)
    await hands.desk.getByText('Nhập mã PIN của lãnh đạo').waitFor()
    await hands.close()
    await expect.poll(() => asked('scan')).toMatchObject([{ code: BADGE }])
  })

  const enterAsLeader = async (): Promise<void> => {
    await hands.open('leader')
    await hands.leader('Lê Văn An')
    await hands.pin('7300')
    await hands.desk.locator('[data-presence]').first().waitFor()
  }

  it('offers the leaders by touch, says who has no PIN and what to do, and what to do without any leader', async () => {
    await hands.open('leader')
    const offered = hands.desk.locator('[data-leader]')
    await offered.first().waitFor()
    expect(await offered.evaluateAll((all) => all.map((one) => one.dataset.leader))).toEqual([
      'person-1',
      'person-4',
    ])
    await hands.desk.locator('[data-leader=person-1]').getByText('Lãnh đạo trực').waitFor()
    await hands.desk.locator('[data-leader=person-4] [data-no-pin]').getByText('Chưa có mã PIN').waitFor()
    await hands.leader('Bích Ngọc')
    await hands.desk.locator('[data-trouble=no-pin]').getByText('người quản trị máy').waitFor()
    await hands.leader('Lê Văn An')
    await hands.desk.getByText('Mã PIN của Lê Văn An').waitFor()
    await hands.desk.locator('[data-action=other-leader]').click()
    await expect.poll(() => offered.count()).toBe(2)
    expect(asked('findPeople')).toEqual([])
    expect(asked('openVisit')).toEqual([])
    await hands.close()
    kiosk.api = { ...kiosk.api, leaders: async () => ({ kind: 'leaders', leaders: [] }) }
    await hands.open('leader')
    await hands.desk.locator('[data-no-leader]').getByText('chưa có ai giữ vai trò Lãnh đạo').waitFor()
    await open.scan(BADGE)
    await hands.desk.getByText('Nhập mã PIN của lãnh đạo').waitFor()
  })

  it('shows a scan at once over the leader’s screen, and nobody else’s name with it', async () => {
    await enterAsLeader()
    await open.scan(BADGE)
    const card = open.page.locator('[data-answer=good]')
    await card.getByText(NAME).waitFor()
    const seen = await open.page.evaluate(() => {
      const place = document.querySelector('[data-presence]')?.getBoundingClientRect()
      if (place === undefined) return 'no list'
      const over = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2)
      return over?.closest('[data-desk]') === null ? 'covered' : 'visible'
    })
    expect(seen).toBe('covered')
    await card.waitFor({ state: 'detached', timeout: 6_000 })
    await hands.desk.getByText('Lãnh đạo trực: Lê Văn An · Có mặt').waitFor()
  })

  it('says so where the office lets no leave be asked for', async () => {
    const { openVisit } = kiosk.api
    kiosk.api = {
      ...kiosk.api,
      openVisit: async (input) => {
        const opened = await openVisit(input)
        return opened.kind === 'opened' ? { ...opened, leaves: [] } : opened
      },
    }
    await enterAsLeader()
    await hands.desk.locator('[data-person=person-2]').click()
    await hands.desk.locator('[data-action=excuse]').click()
    await hands.desk.getByText('Đơn vị không cho xin nghỉ tại máy chấm công này').waitFor()
    expect(await hands.desk.locator('[data-code]').count()).toBe(0)
    expect(await hands.desk.locator('[data-action=send]').isDisabled()).toBe(true)
    expect(open.complaints).toEqual([])
  })

  it('sends claim, annulment, spot check and excuse, each with what was chosen', async () => {
    const base = await kiosk.api.presence({ visit: '0'.repeat(32) })
    if (base.kind !== 'presence') throw new Error('no presence')
    const asOf = TEST_STATE.now + 60 * 60_000
    const people = base.people.map((person) =>
      person.id === 'person-2'
        ? { ...person, day: { ...person.day, flags: [{ code: 'missing-in' as const, session: 0 }] } }
        : person,
    )
    kiosk.api = { ...kiosk.api, presence: async () => ({ ...base, asOf, people }) }
    await enterAsLeader()
    await hands.desk.locator('[data-person=person-2]').click()
    await hands.desk.locator('[data-flag=missing-in]').getByRole('button', { name: 'Xác nhận' }).click()
    expect(await hands.desk.locator('[data-action=send]').isDisabled()).toBe(true)
    await hands.desk.getByRole('button', { name: 'Sớm hơn 5 phút' }).click()
    await hands.desk.getByRole('button', { name: 'Đang tiếp dân, chưa kịp quét' }).click()
    await hands.desk.locator('[data-action=send]').click()
    await hands.desk.getByText('lượt quét còn thiếu được điền').waitFor()
    expect(asked('claim')).toMatchObject([
      {
        person: 'person-2',
        date: '2026-04-06',
        session: 0,
        side: 'in',
        at: Date.parse('2026-04-06T00:25:00Z'),
        reason: 'Đang tiếp dân, chưa kịp quét',
      },
    ])
    await hands.desk.locator('[data-action=spot-check]').click()
    await hands.desk.locator('[data-finding=badge-not-worn]').click()
    await hands.desk.locator('[data-action=send]').click()
    await hands.desk.getByText('Đã ghi kết quả kiểm tra').waitFor()
    expect(asked('spotCheck')).toMatchObject([{ person: 'person-2', finding: 'badge-not-worn' }])
    await hands.desk.locator('[data-action=excuse]').click()
    await hands.desk.getByRole('button', { name: 'Sáng' }).click()
    await hands.desk.locator('[data-code=H]').click()
    await hands.desk.locator('[data-action=document]').click()
    await hands.type('12/GM')
    await hands.desk.getByRole('button', { name: 'Được cử đi' }).click()
    await hands.desk.locator('[data-action=send]').click()
    await hands.desk.getByText('chờ cấp trên duyệt').waitFor()
    expect(asked('requestExcuse')).toMatchObject([
      {
        from: '2026-04-06T07:30',
        to: '2026-04-06T11:30',
        code: 'H',
        document: '12/GM',
        reason: 'Được cử đi',
      },
    ])
    await hands.desk.getByRole('button', { name: 'Quay lại' }).click()
    await hands.desk.locator('[data-person=person-1]').click()
    await hands.desk.locator('[data-annul]').click()
    await hands.desk.getByRole('button', { name: 'Quét thử máy' }).click()
    await hands.desk.locator('[data-action=send]').click()
    await hands.desk.getByText('ghi nhận gốc vẫn còn').waitFor()
    expect(asked('annul')).toMatchObject([
      { event: '0199d2b0-0000-7000-8000-000000000001', reason: 'Quét thử máy' },
    ])
    await hands.desk.locator('[data-action=month]').click()
    await hands.desk.locator('[data-date]').first().waitFor()
    expect(asked('personDays')).toMatchObject([{ from: '2026-04-01', to: '2026-04-06' }])
    await hands.close()
    await expect.poll(() => asked('closeVisit').length).toBe(1)
    expect(await open.page.content()).not.toContain('Lê Văn An')
    expect(open.complaints).toEqual([])
    expect(await open.violations()).toEqual([])
  })

  it('closes itself when nobody touches it, and leaves no name behind', async () => {
    const base = kiosk.api.openVisit
    kiosk.api = {
      ...kiosk.api,
      openVisit: async (input) =>
        ({ ...(await base(input)), idleMs: 3_000 }) as Awaited<ReturnType<typeof base>>,
    }
    await enterAsLeader()
    await hands.desk.waitFor({ state: 'detached', timeout: 5_000 })
    // The screen is gone at once; that it is closed reaches the service a moment later.
    await expect.poll(() => asked('closeVisit').length).toBe(1)
    expect(await open.page.content()).not.toContain('Lê Văn An')
  })

  it('closes when the service has ended the visit', async () => {
    await enterAsLeader()
    kiosk.api = { ...kiosk.api, presence: async () => ({ kind: 'visit-ended' }) }
    await hands.desk.waitFor({ state: 'detached', timeout: 12_000 })
  }, 20_000)

  it('changes settings at once: volume, theme, counter; and asks before it quits', async () => {
    await hands.open('settings')
    await hands.pin('7300')
    await hands.desk.locator('[data-page=room]').click()
    await hands.desk.getByRole('button', { name: 'Giảm: Âm lượng' }).click()
    kiosk.state = { ...TEST_STATE, settings: { ...TEST_STATE.settings, theme: 'dark' } }
    await hands.desk.locator('[data-theme-choice=dark]').click()
    await expect.poll(() => open.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await hands.desk
      .getByRole('group', { name: 'Kín đáo khi muộn, sớm' })
      .getByRole('button', { name: 'Bật' })
      .click()
    await hands.desk.locator('[data-action=counter]').click()
    await hands.type('QUÂY')
    await hands.desk.getByRole('button', { name: 'Dấu huyền' }).click()
    await hands.desk.getByRole('button', { name: 'Xong' }).click()
    await expect
      .poll(() => asked('changeSettings').map(({ change }) => change))
      .toEqual([{ volume: 60 }, { theme: 'dark' }, { discreet: true }, { counter: 'Quầy' }])
    await hands.desk.locator('[data-page=health]').click()
    await hands.desk.locator('[data-links=whole]').waitFor()
    await hands.desk.locator('[data-action=leave]').click()
    expect(asked('quit')).toEqual([])
    await hands.desk.locator('[data-action=quit]').click()
    await expect.poll(() => asked('quit').length).toBe(1)
  })

  it('carries the log to a stick and reads the receipt, and says when there is no stick', async () => {
    await hands.open('settings')
    await hands.pin('7300')
    await hands.desk.locator('[data-page=health]').click()
    await hands.desk.locator('[data-action=export]').click()
    await hands.desk.getByText('có thể rút USB').waitFor()
    await hands.desk.locator('[data-action=receipt]').click()
    await hands.desk.locator('[data-stick=taken]').waitFor()
    kiosk.api = { ...kiosk.api, exportLog: async () => ({ kind: 'no-stick' }) }
    await hands.desk.locator('[data-action=export]').click()
    await hands.desk.getByText('Không thấy USB').waitFor()
  })

  it('tests camera and scanner without recording anything', async () => {
    await hands.open('settings')
    await hands.pin('7300')
    await hands.desk.getByText('Ánh sáng tốt').waitFor()
    await hands.desk.locator('[data-page=scanner]').click()
    for (const digit of '12345678') await open.page.keyboard.press(`Digit${digit}`)
    await hands.desk.locator('[data-scanner-trouble=missing-enter]').waitFor()
    await hands.desk.locator('[data-scanner-trouble=short]').getByText('8 ký tự').waitFor()
    expect(await hands.desk.getByText('Máy quét gửi đúng').count()).toBe(0)
    await open.scan(testBadge(5).code)
    await hands.desk.locator('[data-scanner-verdict=good]').getByText('Máy quét gửi đúng').waitFor()
    expect(await open.page.locator('[data-answer]').count()).toBe(0)
    expect(asked('scan')).toEqual([])
  })

  it('leads from the scanner’s test to what to set, and shows a code to try that is nobody’s', async () => {
    await hands.open('settings')
    await hands.pin('7300')
    await hands.desk.locator('[data-page=scanner]').click()
    const sheet = hands.desk.locator('[data-scanner-sheet]')
    await hands.desk.getByRole('button', { name: 'Cách đặt máy quét' }).click()
    for (const name of ['USB HID Keyboard', 'USA', 'Enter (CR)', 'AIM ID', 'ALT mode', 'Caps Lock'])
      await sheet.getByText(name).first().waitFor()
    const picture = await sheet.locator('[data-check-code]').screenshot()
    expect(await readQrCodes(picture)).toEqual([CHECK_CODE])
    await hands.desk.getByRole('button', { name: 'Cách đặt máy quét' }).click()
    await sheet.waitFor({ state: 'detached' })
    await open.scan(CHECK_CODE)
    await hands.desk.locator('[data-scanner-verdict=good]').waitFor()
    expect(asked('scan')).toEqual([])
  })

  it('opens what to set beside what the scanner’s test found', async () => {
    await hands.open('settings')
    await hands.pin('7300')
    await hands.desk.locator('[data-page=scanner]').click()
    await open.scan(`00${testBadge(5).code}`)
    await hands.desk.locator('[data-scanner-trouble=adds]').waitFor()
    await hands.desk.locator('[data-scanner-sheet]').getByText('Tắt (None, Disable)').waitFor()
  })

  it('lets the administrator’s PIN be chosen right after enrolment', async () => {
    kiosk.state = { ...TEST_STATE, administratorPin: 'to-be-chosen' }
    kiosk.notify()
    await hands.desk.getByText('không có mã mặc định').waitFor()
    kiosk.api = { ...kiosk.api, setAdministratorPin: async () => ({ kind: 'weak', why: 'sequence' }) }
    await hands.pin('1234')
    await hands.pin('1234')
    await hands.desk.getByText('dãy số liên tiếp').waitFor()
    kiosk.api = { ...kiosk.api, setAdministratorPin: async () => ({ kind: 'set' }) }
    await hands.pin('73008251')
    await hands.pin('73008251')
    await hands.desk.getByText('Bước tiếp theo: đặt mã PIN đầu tiên cho lãnh đạo').waitFor()
    expect(asked('openVisit').at(-1)).toEqual({ for: 'administrator', pin: '73008251' })
  })

  it('says what comes next only while a leader has no PIN', async () => {
    kiosk.state = { ...TEST_STATE, administratorPin: 'to-be-chosen' }
    const { leaderPins } = kiosk.api
    kiosk.api = {
      ...kiosk.api,
      setAdministratorPin: async () => ({ kind: 'set' }),
      leaderPins: async (input) => {
        const answer = await leaderPins(input)
        if (answer.kind !== 'pins') return answer
        return { ...answer, leaders: (answer.leaders ?? []).filter(({ pin }) => pin !== null) }
      },
    }
    kiosk.notify()
    await hands.pin('73008251')
    await hands.pin('73008251')
    await hands.desk.locator('[data-pin-of=person-4]').waitFor()
    await hands.desk.getByText('Lãnh đạo cần mã PIN để xác nhận').waitFor()
    expect(await hands.desk.getByText('Bước tiếp theo').count()).toBe(0)
  })

  it('lets the administrator give the leaders without a PIN their first ones, one after the other', async () => {
    await hands.open('settings')
    await hands.pin('73008251')
    await hands.desk.locator('[data-page=pins]').click()
    const standing = (of: string) => hands.desk.locator(`[data-pin-of=${of}]`).getAttribute('data-standing')
    await hands.desk.locator('[data-pin-of=person-1]').waitFor()
    expect(await standing('person-1')).toBe('none')
    expect(await standing('person-4')).toBe('to-change')
    expect(await standing('administrator')).toBe('own')
    await hands.desk.locator('[data-action=pins-in-a-row]').click()
    kiosk.api = { ...kiosk.api, setPin: async () => ({ kind: 'weak', why: 'length-leader' }) }
    await hands.pin('4821')
    await hands.pin('4821')
    await hands.desk.getByText('Mã PIN của lãnh đạo cần từ 6 đến 8 chữ số').waitFor()
    kiosk.api = { ...kiosk.api, setPin: async () => ({ kind: 'set' }) }
    await hands.pin('482196')
    await hands.pin('482196')
    await hands.desk.getByText('Đã đặt mã PIN đầu tiên cho Lê Văn An').waitFor()
    expect(asked('setPin').at(-1)).toMatchObject({ person: 'person-1', pin: '482196' })
    expect(await axeFaults(open.page)).toEqual([])
  })

  it('has a PIN that somebody else set changed before it opens anything', async () => {
    kiosk.api = { ...kiosk.api, openVisit: async () => ({ kind: 'pin-to-change' }) }
    await hands.open('leader')
    await open.scan(BADGE)
    await hands.pin('604938')
    await hands.desk.getByText('do người khác đặt').waitFor()
    kiosk.api = {
      ...kiosk.api,
      changePin: async () => ({ kind: 'same-pin' }),
    }
    await hands.pin('604938')
    await hands.pin('604938')
    await hands.desk.getByText('Đây vẫn là mã cũ').waitFor()
    const { openVisit } = scriptedDesk(TEST_STATE.now)
    kiosk.api = { ...kiosk.api, changePin: async () => ({ kind: 'set' }), openVisit }
    await hands.pin('482659')
    await hands.pin('482659')
    await hands.desk.locator('[data-person=person-1]').waitFor()
    expect(asked('changePin').at(-1)).toEqual({
      proof: { kind: 'badge', code: BADGE, pin: '604938' },
      next: '482659',
    })
    expect(asked('openVisit').at(-1)).toMatchObject({ proof: { pin: '482659' } })
  })

  it('can be walked through by keys, and a scanner’s Enter presses nothing', async () => {
    await hands.open('forgotten')
    await open.page.keyboard.press('Tab')
    await expect.poll(() => open.page.evaluate(() => document.activeElement?.textContent)).toBe('Đóng')
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor()
    expect(await hands.desk.count()).toBe(1)
    await open.page.waitForTimeout(400)
    await open.page.keyboard.press('Enter')
    await hands.desk.waitFor({ state: 'detached' })
  })

  it('turns to citizens after twenty seconds, names nobody but the leader on duty, and answers a scan at once', async () => {
    await open.page.locator('[data-idle=true]').waitFor({ timeout: 25_000 })
    await open.page.locator('[data-board=norm-1]').getByText('Luôn tươi cười').waitFor()
    expect(await open.page.locator('[data-leader-on-duty]').textContent()).toContain('Trần Quốc Bảo')
    await open.page.locator('[data-camera=ok]').waitFor()
    await open.page.locator('[data-board=privacy]').waitFor({ timeout: 20_000 })
    const begin = Date.now()
    await open.scan(BADGE)
    await open.page.getByText(NAME).waitFor()
    expect(Date.now() - begin).toBeLessThan(3_000)
    await open.page.locator('[data-idle=false]').waitFor()
  }, 60_000)

  /** Every screen in turn; `look` is called while it stands. */
  const walk = async (look: (screen: string) => Promise<void>): Promise<void> => {
    const { page } = open
    const step = async (screen: string): Promise<void> => look(screen)
    const action = (name: string) => page.locator(`[data-desk] [data-action=${name}]`)
    const shut = () => page.locator('[data-desk] header button').last().click()
    const typed = async (letters: string): Promise<void> => {
      for (const letter of letters)
        await hands.desk.getByRole('button', { name: letter, exact: true }).click()
    }
    const person = async (): Promise<void> => {
      await typed('THAO')
      await page.locator('[data-person]').first().waitFor()
    }
    const pin = async (): Promise<void> => {
      await typed('7300')
      await page.locator('[data-desk] fieldset button').last().click()
    }
    await step('scan')
    await hands.open('out-duty')
    await step('purpose')
    await page.locator('[data-desk] [class*=choices] button').first().click()
    await step('back')
    await page.locator('[data-desk] [class*=choices] button').first().click()
    await step('prepared')
    await page.locator('[data-prepared] button').click()
    await hands.open('forgotten')
    await person()
    await step('find')
    await page.locator('[data-person]').first().click()
    await step('reason')
    await page.locator('[data-desk] [class*=choices] button').first().click()
    await step('pin')
    await action('by-leader').click()
    await page.locator('[data-leader]').first().waitFor()
    await step('door')
    await page.locator('[data-leader]').first().click()
    await pin()
    await action('vouch').waitFor()
    await step('with leader')
    await action('hand-over').click()
    await step('hand over')
    await shut()
    await hands.open('leader')
    await page.locator('[data-leader]').first().click()
    await pin()
    await page.locator('[data-presence]').first().waitFor()
    await step('presence')
    await page.locator('[data-person=person-1]').click()
    await step('person')
    await page.locator('[data-annul]').click()
    await step('annul')
    await page.locator('[data-form] [class*=foot] button').first().click()
    await action('excuse').click()
    await step('excuse')
    await page.locator('[data-form] [class*=foot] button').first().click()
    await action('spot-check').click()
    await step('spot check')
    await page.locator('[data-form] [class*=foot] button').first().click()
    await action('month').click()
    await page.locator('[data-date]').first().waitFor()
    await step('month')
    await shut()
    await hands.open('settings')
    await step('settings door')
    await pin()
    for (const name of ['camera', 'scanner', 'room', 'health']) {
      await page.locator(`[data-page=${name}]`).click()
      await step(name)
    }
    await shut()
    await hands.open('privacy')
    await step('privacy')
    await shut()
  }

  it.each(['vi', 'en'] as const)(
    'have no accessibility fault axe can find, in light and dark: %s',
    async (language) => {
      await open.close()
      await begin({ reducedMotion: 'reduce' })
      if (language === 'en') await open.page.getByRole('button', { name: 'English' }).click()
      const faults: Record<string, string[]> = {}
      await walk(async (screen) => {
        for (const theme of ['dark', 'light'] as const) {
          await open.page.evaluate((look) => {
            document.documentElement.dataset.theme = look
          }, theme)
          const found = await axeFaults(open.page)
          if (found.length > 0) faults[`${screen}, ${theme}`] = found
        }
      })
      expect(faults).toEqual({})
    },
    120_000,
  )

  it('cut nothing off at 200 %: every button can be brought into view and fits', async () => {
    await open.close()
    await begin({ viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 })
    const cut: string[] = []
    await walk(async (screen) => {
      const bad = await open.page.evaluate(() => {
        const inert = (element: Element): boolean => element.closest('[inert]') !== null
        return [...document.querySelectorAll('button')]
          .filter((button) => !inert(button))
          .filter((button) => {
            const place = button.getBoundingClientRect()
            return (
              place.left < -1 ||
              place.right > innerWidth + 1 ||
              button.scrollWidth > button.clientWidth + 1 ||
              button.scrollHeight > button.clientHeight + 1
            )
          })
          .map((button) => button.textContent ?? '')
      })
      cut.push(...bad.map((text) => `${screen}: ${text}`))
    })
    expect(cut).toEqual([])
  }, 60_000)
})
