import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { axeFaults } from '../../support/axe-faults.ts'
import { type CounterStage, openCounterStage } from '../../support/counter-stage.ts'
import { deskHands } from '../../support/desk-hands.ts'
import { type KioskWindow, openKioskWindow } from '../../support/kiosk-window.ts'
import { chromiumPath } from '../../support/open-chromium.ts'
import { type ScriptedKiosk, TEST_NOW, TEST_STATE } from '../../support/scripted-kiosk.ts'
import type { FolderServer } from '../../support/serve-folder.ts'

const BADGE = '12345678901234567890123456789012345678904'
/** Everybody that the scripted service names. */
const PEOPLE = /Lê Văn An|Phương Thảo|Đỗ Thị Yến|Trần Quốc Bảo/

describe.skipIf(chromiumPath() === null)('the screen of a kiosk', () => {
  let stage: CounterStage
  let kiosk: ScriptedKiosk
  let server: FolderServer
  let open: KioskWindow

  beforeAll(async () => {
    stage = await openCounterStage()
  })
  afterAll(() => stage.close())
  beforeEach(async () => {
    const served = await stage.serve()
    kiosk = served.kiosk
    server = served.server
    open = await openKioskWindow(stage.browser, `${server.address}/`, { reducedMotion: 'reduce' })
  })
  afterEach(async () => {
    await open.close()
    await server.close()
  })

  const text = () => open.page.locator('body').innerText()
  const speakEnglish = () => open.page.getByRole('button', { name: 'English' }).click()

  function revoke(): void {
    kiosk.state = {
      ...TEST_STATE,
      revoked: true,
      sync: { ...TEST_STATE.sync, kind: 'refused', refusal: 'revoked', waiting: 3 },
      sessions: [],
      leaderOnDuty: null,
      norms: [],
    }
    const { api } = kiosk
    kiosk.api = {
      ...api,
      scan: async ({ id }) => ({
        kind: 'recorded',
        scan: id,
        at: TEST_NOW,
        person: { kind: 'unnamed' },
        became: null,
        revoked: false,
        offerIntents: false,
      }),
    }
    kiosk.notify()
  }

  it('that was revoked takes every name away at once, with the screens and doors to them (S14)', async () => {
    const hands = deskHands(open.page)
    await hands.open('leader')
    await hands.leader('Lê Văn An')
    await hands.pin('4821')
    await hands.desk.getByText('Đỗ Thị Yến').waitFor()
    await open.scan(BADGE)
    await open.page.locator('[data-answer=good]').waitFor()
    revoke()
    await hands.desk.waitFor({ state: 'detached' })
    await open.page.locator('[data-answer]').waitFor({ state: 'detached', timeout: 2_000 })
    await open.page.locator('[data-banner=refused-revoked]').waitFor()
    expect(await text()).not.toMatch(PEOPLE)
    for (const door of ['leader', 'forgotten']) {
      expect(await open.page.locator(`[data-action=${door}]`).count(), door).toBe(0)
    }
    // The administrator still gets in, and leaving on duty can still be said.
    for (const door of ['settings', 'out-duty']) {
      expect(await open.page.locator(`[data-action=${door}]`).count(), door).toBe(1)
    }
    await open.scan(BADGE)
    await open.page.locator('[data-answer=attention]').getByText('ĐÃ GHI, KHÔNG NÊU TÊN').waitFor()
    expect(await text()).not.toMatch(PEOPLE)
    expect(await axeFaults(open.page)).toEqual([])
    await speakEnglish()
    await open.scan(BADGE)
    await open.page.getByText('RECORDED, NOT NAMED').waitFor()
    expect(await axeFaults(open.page)).toEqual([])
    expect(open.complaints).toEqual([])
  })

  it('that does not trust the server says why and what to do, also where it is being enrolled (S13)', async () => {
    const fault = { kind: 'not-valid-now', clockAt: Date.parse('2016-04-06T00:28:00Z') } as const
    kiosk.state = { ...TEST_STATE, sync: { ...TEST_STATE.sync, kind: 'offline', fault, waiting: 3 } }
    kiosk.notify()
    const banner = open.page.locator('[data-banner=line-not-valid-now]')
    await banner.getByText('Đồng hồ máy này chỉ 06/04/2016 07:28').waitFor()
    expect(await axeFaults(open.page)).toEqual([])
    await speakEnglish()
    await banner.getByText('This kiosk’s clock says 06/04/2016 07:28').waitFor()
    expect(await axeFaults(open.page)).toEqual([])

    kiosk.api = {
      ...kiosk.api,
      findDistrict: async () => ({ kind: 'unreachable', fault: { ...fault, kind: 'untrusted' } }),
    }
    kiosk.state = { ...TEST_STATE, enrolled: null }
    kiosk.notify()
    const hands = deskHands(open.page)
    await hands.open('set-up')
    await hands.type('quan')
    await hands.desk.locator('[data-action=find-district]').click()
    await hands.desk.locator('[data-trouble=set-up]').getByText('district-ca.pem').waitFor()
    expect(await axeFaults(open.page)).toEqual([])
  })
})
