import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ClaimsAnswer } from '../../core/district/excuses-api.ts'
import { MonthSheetAnswer } from '../../core/district/month-api.ts'
import { Organisation } from '../../core/district/organisation-api.ts'
import { CountersNow } from '../../core/district/trends-api.ts'
import { KioskStatus, PersonMonth, Today } from '../../core/district-api.ts'
import { openWindow } from '../support/browser-window.ts'
import { freePort } from '../support/free-port.ts'

const START = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url))
/** A Friday, in the middle of the morning. */
const FRIDAY = '2026-11-20T09:30:00+07:00'

interface Demo {
  readonly process: ChildProcess
  readonly printed: string[]
  readonly kiosk: string
  readonly district: string
  readonly badges: string
  readonly password: string
}

async function startDemo(data: string): Promise<Demo> {
  const [kioskPort, districtPort] = [await freePort(), await freePort()]
  const demo = spawn(
    process.execPath,
    [
      START,
      '--no-open',
      '--data',
      data,
      '--clock',
      FRIDAY,
      '--kiosk-port',
      String(kioskPort),
      '--district-port',
      String(districtPort),
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const printed: string[] = []
  for await (const line of createInterface(demo.stdout)) {
    printed.push(line)
    if (line.includes('lanhdao')) break
  }
  const text = printed.join('\n')
  const [kiosk = '', district = '', badges = ''] = text.match(/http:\/\/[^\s]+/g) ?? []
  return {
    process: demo,
    printed,
    kiosk,
    district,
    badges,
    password: /captren \/ (\S+)/.exec(text)?.[1] ?? '',
  }
}

async function stop({ process: demo }: Demo): Promise<void> {
  demo.kill('SIGTERM')
  await once(demo, 'exit')
}

async function signIn({ district, password }: Demo): Promise<(path: string) => Promise<unknown>> {
  const answer = await fetch(`${district}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: district },
    body: JSON.stringify({ username: 'captren', password }),
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

describe('npm start', () => {
  let data: string
  let demo: Demo

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'giogiac-demo-'))
    demo = await startDemo(data)
  })
  afterAll(async () => {
    await stop(demo)
    await rm(data, { recursive: true, force: true })
  })

  it('prints three addresses that answer', async () => {
    const { origin } = new URL(demo.kiosk)
    expect((await fetch(`${origin}/`)).status).toBe(403)
    const cookie = await openWindow(demo.kiosk)
    expect((await fetch(`${origin}/`, { headers: { cookie } })).status).toBe(200)
    expect((await fetch(demo.district)).status).toBe(200)
    const badges = await (await fetch(demo.badges)).text()
    expect(badges.match(/<article>/g)).toHaveLength(14)
    expect(badges).not.toMatch(/\b1\d{40}\b/)
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
    // Nobody has scanned at the visitor's kiosk; the last ward's is silent.
    expect(counters.filter(({ point }) => point === 'point-1').every(({ staffed }) => staffed === 'no')).toBe(
      true,
    )
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
        PersonMonth.parse(await ask(`/people/p-030${number}/months/2026-10`)),
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
    const claims = ClaimsAnswer.parse(await ask('/claims?from=2026-10-20&to=2026-11-20'))
    expect(claims.length).toBeGreaterThan(1)
    expect(claims.filter(({ silence }) => silence !== null)).toEqual([])
  })

  it('finds its data again at a second start', async () => {
    const { password } = demo
    await stop(demo)
    demo = await startDemo(data)
    expect(demo.password).toBe(password)
    expect(demo.printed.join('\n')).not.toContain('Lần đầu')
    const ask = await signIn(demo)
    expect(Today.parse(await ask('/today')).wards).toHaveLength(13)
    expect(await silentPoints(ask)).toEqual(['point-13'])
  })
})
