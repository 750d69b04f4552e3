import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildDistrictPages } from '../support/build-district-pages.ts'
import { buildKioskPage } from '../support/build-kiosk-page.ts'

it.each([
  ['the district', buildDistrictPages],
  ['the kiosk', () => buildKioskPage()],
] as const)('the pages of %s are tested as people get them, not as a developer does', async (_, build) => {
  const folder = await build()
  const scripts = globSync('**/*.js', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'))
  // Either React names its faults by number, or it brings the sentences along.
  expect(scripts.some((text) => text.includes('Minified React error'))).toBe(true)
})
