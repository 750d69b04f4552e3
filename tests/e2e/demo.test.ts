import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ClaimsAnswer, ExcusePage } from '../../core/district/excuses-api.ts'
import { ImportPage } from '../../core/district/imports-api.ts'
import { IncidentsAnswer, KioskStatus } from '../../core/district/kiosks-api.ts'
import { MonthOverview, MonthSheetAnswer } from '../../core/district/month-api.ts'
import { Organisation } from '../../core/district/organisation-api.ts'
import { PersonMonth } from '../../core/district/person-month-api.ts'
import { Today } from '../../core/district/presence-api.ts'
import { CountersNow } from '../../core/district/trends-api.ts'
import { freePort } from '../support/free-port.ts'
import { openKioskWindow } from '../support/kiosk-window.ts'
import { chromiumPath, openChromium } from '../support/open-chromium.ts'
import { type DemoPorts, type RunningDemo, startDemo, stopDemo } from '../support/running-demo.ts'
import { walkPages } from '../support/walk-pages.ts'

/** A Monday of Tết: the last working morning was on Friday the 13th. */
const HOLIDAY = '2026-02-16T10:00:00+07:00'
const SATURDAY = '2026-02-28T10:00:00+07:00'
/** Late on the first working day of a month. */
const NIGHT = '2026-03-02T23:00:00+07:00'

async function signIn({ district, passwords }: RunningDemo): Promise<(path: string) => Promise<unknown>> {
  const answer = await fetch(`${district}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: district },
    body: JSON.stringify({ username: 'captren', password: passwords.captren }),
  })
  expect(answer.status).toBe(204)
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  return async (path) => (await fetch(`${district}/api/v1${path}`, { headers: { cookie } })).json()
}

const silentPoints = async (ask: (path: string) => Promise<unknown>): Promise<string[]> =>
  z
    .array(KioskStatus)
    .parse(await ask('/kiosks'))
    .filter(({ silent }) => silent)
    .map(({ point }) => point)

/** What there is to be done on a page of the office; each number is 0 on an empty one. */
async function workAt(demo: RunningDemo, date: string, lastMonth: string): Promise<Record<string, number>> {
  const ask = await signIn(demo)
  const requests = ExcusePage.parse(await ask('/excuses?state=waiting'))
  const claims = ClaimsAnswer.parse(await ask(`/claims?from=${date.slice(0, 7)}-01&to=${date}`))
  const incidents = IncidentsAnswer.parse(await ask('/incidents?state=open'))
  const imports = ImportPage.parse(await ask('/imports'))
  const months = MonthOverview.parse(await ask(`/months/${lastMonth}`))
  return {
    requests: requests.items.length,
    claims: claims.filter(({ decision, silence }) => decision === null && silence === null).length,
    incidents: incidents.length,
    imports: imports.items.length,
    lockedMonths: months.points.filter(({ lockedAt }) => lockedAt !== null).length,
  }
}
const AT_LEAST_ONE = expect.toSatisfy((count: number) => count > 0)
const SOMETHING_EVERYWHERE = {
  requests: AT_LEAST_ONE,
  claims: AT_LEAST_ONE,
  incidents: AT_LEAST_ONE,
  imports: AT_LEAST_ONE,
  lockedMonths: AT_LEAST_ONE,
}

/** Whoever comes to the kiosk with a badge of the sheet. @returns what the screen and its card say */
async function comeToKiosk(browser: Browser, { kiosk }: RunningDemo, code: string): Promise<string> {
  const open = await openKioskWindow(browser, kiosk, { reducedMotion: 'reduce' })
  try {
    await open.page.locator('[data-banner=clock]').waitFor()
    const screen = await open.page.locator('body').innerText()
    await open.scan(code)
    const card = open.page.locator('[data-answer=good], [data-answer=attention]').first()
    await card.waitFor({ timeout: 10_000 })
    return `${screen} ${await card.innerText()}`
  } finally {
    await open.close()
  }
}

describe.skipIf(chromiumPath() === null)('npm start, on days on which nobody works', () => {
  let data: string
  let ports: DemoPorts
  let demo: RunningDemo
  let browser: Browser

  const startAgain = async (machineNow: string): Promise<void> => {
    await stopDemo(demo)
    demo = await startDemo(data, machineNow, ports)
  }
  const codeOf = (person: string): string =>
    z
      .object({ codes: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8'))).codes[person] ?? ''

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'giogiac-demo-'))
    browser = await openChromium()
    ports = { kiosk: await freePort(), district: await freePort() }
    demo = await startDemo(data, HOLIDAY, ports)
  })
  afterAll(async () => {
    await browser?.close()
    if (demo !== undefined) await stopDemo(demo)
    await rm(data, { recursive: true, force: true })
  })

  it('prints three addresses that answer, and on a holiday that its clock begins on a working morning', async () => {
    expect(demo.printed).toContain('Đồng hồ của bản minh hoạ bắt đầu từ 07:45 Thứ Sáu, 13/02/2026')
    const { origin } = new URL(demo.kiosk)
    expect((await fetch(`${origin}/`)).status).toBe(403)
    expect((await fetch(demo.district)).status).toBe(200)
    const badges = await (await fetch(demo.badges)).text()
    expect(badges.match(/<article>/g)).toHaveLength(14)
    expect(badges).not.toMatch(/\b1\d{40}\b/)
  })

  it('shows a working morning at the kiosk, whose screen says that the clock is the demo’s', async () => {
    const said = await comeToKiosk(browser, demo, codeOf('p-0105'))
    expect(said).toContain('Đồng hồ này là của bản minh hoạ')
    expect(said).toContain('Thứ Sáu, 13 tháng 2')
    expect(said).toContain('đang trong giờ')
    expect(said).toContain('ĐẾN MUỘN')
  })

  it('has something to decide, to read in, to look after and to have closed', async () => {
    expect(await workAt(demo, '2026-02-13', '2026-01')).toEqual(SOMETHING_EVERYWHERE)
  })

  it('shows 13 wards with people here, late, awaited, and one ward nobody knows about yet', async () => {
    const ask = await signIn(demo)
    const { wards } = Today.parse(await ask('/today'))
    expect(wards).toHaveLength(13)
    const sum = (presence: 'here' | 'no-data' | 'absent') =>
      wards.reduce((total, { counts }) => total + (counts[presence] ?? 0), 0)
    expect(sum('here')).toBeGreaterThan(100)
    expect(sum('no-data')).toBeGreaterThanOrEqual(14)
    expect(sum('absent')).toBe(0)
    expect(wards.reduce((total, { late }) => total + late, 0)).toBeGreaterThan(3)
    const silent = z
      .array(KioskStatus)
      .parse(await ask('/kiosks'))
      .filter((kiosk) => kiosk.silent)
    expect(silent.map(({ point }) => point)).toEqual(['point-13'])
  })

  it('has counters, some of them unstaffed, and a sheet of before July 2025 in the names of then', async () => {
    const ask = await signIn(demo)
    const { counters, kept } = CountersNow.parse(await ask('/counters/now'))
    expect(kept).toBe(13 * 6)
    // One has scanned at the visitor's kiosk; the last ward's is silent.
    const visited = counters.filter(({ point }) => point === 'point-1').map(({ staffed }) => staffed)
    expect(visited.filter((staffed) => staffed === 'yes')).toHaveLength(1)
    expect(visited.filter((staffed) => staffed === 'no')).toHaveLength(visited.length - 1)
    expect(counters.filter(({ staffed }) => staffed === 'yes').length).toBeGreaterThan(50)
    const sheet = MonthSheetAnswer.parse(await ask('/points/point-2/months/2025-06'))
    expect([sheet.pointName, sheet.organisationName]).toEqual([
      'Bộ phận Một cửa xã Đông Xuyên',
      'UBND xã Đông Xuyên',
    ])
    const { organisations } = Organisation.parse(await ask('/organisation'))
    expect(organisations.every(({ sign }) => sign === 'UBND')).toBe(true)
  })

  it('has weeks behind it that real scans made', async () => {
    const ask = await signIn(demo)
    const months = await Promise.all(
      [1, 2, 3, 4, 5].map(async (number) =>
        PersonMonth.parse(await ask(`/people/p-030${number}/months/2026-01`)),
      ),
    )
    for (const { days, totals } of months) {
      expect(totals.owedDays).toBeGreaterThan(15)
      expect(totals.workedDays).toBeGreaterThan(15)
      expect(days.some(({ marks }) => marks.some((mark) => mark.in?.by === 'scan'))).toBe(true)
    }
    expect(months.some(({ totals }) => totals.lateTimes > 0)).toBe(true)
  })

  it('has leaders’ words about times at which their kiosk was heard', async () => {
    const ask = await signIn(demo)
    const claims = ClaimsAnswer.parse(await ask('/claims?from=2026-02-01&to=2026-02-13'))
    expect(claims.length).toBeGreaterThan(1)
    expect(claims.filter(({ silence }) => silence !== null)).toEqual([])
  })

  it('finds its data again at a second start, on a Saturday, and goes on from the morning before', async () => {
    const { passwords } = demo
    await startAgain(SATURDAY)
    expect(demo.passwords).toEqual(passwords)
    expect(demo.printed).not.toContain('Lần đầu')
    expect(demo.printed).toContain('bắt đầu từ 07:45 Thứ Sáu, 27/02/2026')
    const ask = await signIn(demo)
    expect(Today.parse(await ask('/today')).wards).toHaveLength(13)
    expect(await silentPoints(ask)).toEqual(['point-13'])
    expect(await workAt(demo, '2026-02-27', '2026-01')).toEqual(SOMETHING_EVERYWHERE)
    expect(await comeToKiosk(browser, demo, codeOf('p-0106'))).toContain('Thứ Sáu, 27 tháng 2')
  })

  it('shows the morning of a month’s first working day at night, with work of that month', async () => {
    await startAgain(NIGHT)
    expect(demo.printed).toContain('bắt đầu từ 07:45 Thứ Hai, 02/03/2026')
    expect(await workAt(demo, '2026-03-02', '2026-02')).toEqual(SOMETHING_EVERYWHERE)
    expect(await comeToKiosk(browser, demo, codeOf('p-0107'))).toContain('Thứ Hai, 2 tháng 3')
  })

  it.each(['captren', 'lanhdao'] as const)(
    'has no page that is empty for %s, even then',
    async (username) => {
      const walk = await walkPages(browser, demo.district, { username, password: demo.passwords[username] })
      expect(walk.seen.length).toBeGreaterThan(username === 'captren' ? 20 : 10)
      expect([walk.empty, walk.complaints]).toEqual([[], []])
    },
  )
})
