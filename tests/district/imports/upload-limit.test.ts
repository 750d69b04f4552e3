import { request as ask, type ClientRequest } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { eventually } from '../../support/eventually.ts'
import { openAccount } from '../../support/open-account.ts'

let district: TestDistrict
let first: DistrictBrowser
let second: DistrictBrowser
let third: DistrictBrowser
beforeAll(async () => {
  district = await createTestDistrict()
  const all = ['mot', 'hai', 'ba'].map((username) => openAccount(district, { username, role: 'clerk' }))
  ;[first, second, third] = (await Promise.all(all)) as [DistrictBrowser, DistrictBrowser, DistrictBrowser]
})
afterAll(() => district?.stop())

/** Begins to send a file and does not end. */
function begin(browser: DistrictBrowser): { answered: Promise<number>; request: ClientRequest } {
  const request = ask(`${district.address}/api/v1/imports/gglog?name=a.gglog`, {
    method: 'POST',
    headers: {
      cookie: browser.cookie ?? '',
      origin: district.address,
      'content-type': 'application/vnd.giogiac.gglog',
      'content-length': 40_000_000,
    },
  })
  request.on('error', () => {})
  request.write('x'.repeat(1_000))
  const answered = new Promise<number>((resolve) =>
    request.on('response', ({ statusCode }) => resolve(statusCode ?? 0)),
  )
  return { answered, request }
}
const soon = (answered: Promise<number>) =>
  Promise.race([answered, new Promise<string>((done) => setTimeout(() => done('read on'), 1_500))])

it('files that come in at once are two of one account and four in all; an end makes room', async () => {
  const open = [begin(first), begin(first)]
  for (const { answered } of open) expect(await soon(answered)).toBe('read on')
  expect(await soon(begin(first).answered)).toBe(429)
  const more = [begin(second), begin(second)]
  for (const { answered } of more) expect(await soon(answered)).toBe('read on')
  expect(await soon(begin(third).answered)).toBe(429)
  open[0]?.request.destroy()
  await eventually(async () => {
    const next = begin(third)
    const said = await soon(next.answered)
    next.request.destroy()
    expect(said).toBe('read on')
  })
  for (const { request } of [...open, ...more]) request.destroy()
})
