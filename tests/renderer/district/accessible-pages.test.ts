import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFaults } from '../../support/axe-faults.ts'
import { type DistrictVisits, openDistrictVisits } from '../../support/district-visitor.ts'
import { chromiumPath } from '../../support/open-chromium.ts'

interface Place {
  readonly name: string
  readonly path: string
  readonly signedOut?: boolean
  /** Seen when the page stands. */
  readonly ready: string
  readonly open?: (page: Page) => Promise<unknown>
}
const PLACES: readonly Place[] = [
  { name: 'sign-in', path: '/', signedOut: true, ready: 'form' },
  { name: 'today', path: '/', ready: '[data-ward]' },
  { name: 'ward day', path: '/wards/p1', ready: '[data-person]' },
  { name: 'silent ward', path: '/wards/p4', ready: '[data-person]' },
  { name: 'month', path: '/people/p2-3?month=2026-11', ready: '[data-date] ' },
  {
    name: 'day details',
    path: '/people/p2-3?month=2026-11',
    ready: '[data-date]',
    open: async (page) => {
      await page.locator('[data-date="2026-11-03"]').click()
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'kiosks', path: '/kiosks', ready: 'text=Phường Kim Sơn' },
  {
    name: 'enrolment ticket, with what to type',
    path: '/kiosks',
    ready: 'text=Phường Kim Sơn',
    open: async (page) => {
      await page.locator('main button').first().click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('combobox').click()
      await page.getByRole('option').first().click()
      await dialog.locator('input[maxlength]').fill('Quầy 3')
      await dialog.locator('button[type=submit]').click()
      await page.locator('[data-typed=typedCode]').waitFor()
    },
  },
  {
    name: 'enrolment',
    path: '/kiosks',
    ready: 'text=Phường Kim Sơn',
    open: async (page) => {
      await page.locator('main button').first().click()
      await page.getByRole('dialog').waitFor()
    },
  },
]

describe.skipIf(chromiumPath() === null)('the district pages for everybody', () => {
  let visits: DistrictVisits
  beforeAll(async () => {
    visits = await openDistrictVisits()
  })
  afterAll(() => visits?.close())

  const backgroundOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

  for (const language of ['vi', 'en'] as const)
    for (const width of [1366, 390] as const)
      it.each(PLACES)(
        `axe finds nothing on $name (${language}, ${width} px), light and dark`,
        async (place) => {
          const { page, complaints } = await visits.visit(place.path, {
            language,
            scheme: 'light',
            width,
            ...(place.signedOut ? { signedOut: true } : {}),
          })
          await page.locator(place.ready).first().waitFor()
          await place.open?.(page)
          expect(await axeFaults(page)).toEqual([])
          const light = await backgroundOf(page)
          await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
          await expect.poll(() => backgroundOf(page)).not.toBe(light)
          expect(await axeFaults(page)).toEqual([])
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect(overflow).toBeLessThanOrEqual(0)
          expect(complaints).toEqual([])
          await page.context().close()
        },
      )
})
