import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { type DistrictVisits, openDistrictVisits } from '../../support/district-visitor.ts'
import { todayAnswer } from '../../support/invented-answers.ts'
import { NOW } from '../../support/invented-district.ts'
import { chromiumPath } from '../../support/open-chromium.ts'

const SCREENS = [
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

/** The usual names, and wards where every sign is to be shown at once. */
const ward = (number: number, one: WardToday): WardToday => ({
  ...one,
  point: `q${number}`,
  pointName: number % 3 === 0 ? 'Bộ phận Một cửa phường Nghĩa Lộ – Phú Thọ Hòa' : one.pointName,
  people: 38,
  late: 3,
  counts: { here: 12, away: 4, 'not-arrived': 11, absent: 5, 'no-data': 6 },
  kiosks: one.kiosks.map((kiosk) => ({ ...kiosk, silent: number % 2 === 0 })),
})

async function openWall(page: Page, wards: number): Promise<void> {
  const today = todayAnswer('2026-11-13', NOW, new Map())
  const some = Array.from({ length: wards }, (_, at) => {
    const one = today.wards[at % today.wards.length]
    if (one === undefined) throw new Error('no ward')
    return ward(at, one)
  })
  const counters = some.map(({ point, pointName }) => ({
    ...{ counter: `c-${point}`, name: 'Quầy 2', point, pointName, fields: [], people: [] },
    staffed: 'no',
  }))
  await page.route('**/api/v1/today*', (route) => route.fulfill({ json: { ...today, wards: some } }))
  await page.route('**/api/v1/counters/now', (route) =>
    route.fulfill({ json: { asOf: NOW, kept: counters.length, counters } }),
  )
  await page.goto('/wall')
  await page
    .locator('[data-ward]')
    .nth(wards - 1)
    .waitFor()
  await page.getByText('Quầy chưa có người:').waitFor()
  await page.evaluate(() => document.fonts.ready)
}

const size = (page: Page): Promise<string> =>
  page
    .locator('[data-fit]')
    .first()
    .evaluate(({ style }: HTMLElement) => style.fontSize)

/** What lies below the screen, or outside of its ward, in CSS pixels. */
const cut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    for (const ward of document.querySelectorAll('[data-ward]')) {
      const box = ward.getBoundingClientRect()
      const name = ward.getAttribute('data-ward')
      if (box.bottom > innerHeight + 0.5) found.push(`${name} ends ${Math.round(box.bottom)}`)
      for (const part of ward.querySelectorAll('*')) {
        const inner = part.getBoundingClientRect()
        if (inner.bottom > box.bottom + 0.5 || inner.right > box.right + 0.5)
          found.push(`${name} ${part.tagName}`)
      }
    }
    const { scrollHeight, scrollWidth } = document.documentElement
    if (scrollHeight > innerHeight || scrollWidth > innerWidth) found.push(`${scrollWidth}×${scrollHeight}`)
    return found
  })

describe.skipIf(chromiumPath() === null)('the wall display', () => {
  let visits: DistrictVisits
  beforeAll(async () => {
    visits = await openDistrictVisits()
  })
  afterAll(() => visits?.close())

  for (const wards of [4, 12, 30]) {
    it(`shows ${wards} wards whole, on every screen, and again when the screen changes`, async () => {
      const { page, complaints } = await visits.visit('/')
      const sizes = new Map<(typeof SCREENS)[number], string>()
      for (const screen of SCREENS) {
        await page.setViewportSize(screen)
        await openWall(page, wards)
        await expect.poll(() => cut(page), { message: JSON.stringify(screen) }).toEqual([])
        sizes.set(screen, await size(page))
        const smallest = await page
          .locator('[data-ward]')
          .first()
          .evaluate((one) =>
            Math.min(
              ...[...one.querySelectorAll('*')].map((part) => parseFloat(getComputedStyle(part).fontSize)),
            ),
          )
        expect(smallest, JSON.stringify(screen)).toBeGreaterThanOrEqual(8)
      }
      for (const screen of SCREENS) {
        await page.setViewportSize(screen)
        await expect.poll(() => size(page)).toBe(sizes.get(screen))
        await expect.poll(() => cut(page), { message: JSON.stringify(screen) }).toEqual([])
      }
      expect(complaints).toEqual([])
    })
  }
})
