import { once } from 'node:events'
import { request as ask, type ClientRequest } from 'node:http'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ImportPage } from '../../../core/district/imports-api.ts'
import type { DistrictDb } from '../../../db/district/engine/district-db.ts'
import { onBothEngines } from '../../support/both-engines.ts'
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
function begin(
  browser: DistrictBrowser,
  to = district,
): { answered: Promise<number>; request: ClientRequest } {
  const request = ask(`${to.address}/api/v1/imports/gglog?name=a.gglog`, {
    method: 'POST',
    headers: {
      cookie: browser.cookie ?? '',
      origin: to.address,
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

onBothEngines('a file that comes in', (engine) => {
  let held: TestDistrict
  let clerk: DistrictBrowser
  const said: string[] = []
  beforeAll(async () => {
    const logger = pino({}, { write: (line) => void said.push(line) })
    held = await createTestDistrict({ database: engine.database(), logger })
    clerk = await openAccount(held, { username: 'mot', role: 'clerk' })
  })
  afterAll(() => held?.stop())
  const bring = (source: string) =>
    fetch(`${held.address}/api/v1/imports/attlog?name=a&point=point-a&layout=usb&source=${source}`, {
      method: 'POST',
      headers: {
        cookie: clerk.cookie ?? '',
        origin: held.address,
        'content-type': 'application/vnd.giogiac.attlog',
      },
      body: '1\t2025-06-02 07:28:13\t3\t0\t1\t0',
    })
  const states = async () =>
    ImportPage.parse(JSON.parse((await clerk.get('/api/v1/imports')).text)).items.map(({ state }) => state)
  /** No import gets on before it ends. */
  const meanwhile = (deed: (tx: DistrictDb) => Promise<void>) =>
    engine.database().db.transaction(async (tx) => {
      await tx.execute(sql`lock table old_readings in exclusive mode`)
      await deed(tx)
    })

  it('keeps its place until its import has ended', async () => {
    // PGlite has one connection: nothing holds an import up there and lets others go on.
    if (engine.name === 'PGlite') return
    await meanwhile(async () => {
      expect((await bring('ZK-1')).status).toBe(202)
      expect((await bring('ZK-2')).status).toBe(202)
      const third = await bring('ZK-3')
      expect([third.status, third.headers.get('retry-after')]).toEqual([429, '5'])
      expect(await states()).toEqual(['running', 'running'])
    })
    await eventually(async () => expect(await states()).toEqual(['taken', 'taken']))
    await eventually(async () => expect((await bring('ZK-3')).status).toBe(202))
  })

  it('costs no more than its import when the database fails meanwhile', async () => {
    if (engine.name === 'PGlite') return
    await meanwhile(async (tx) => {
      expect((await bring('ZK-4')).status).toBe(202)
      await tx.execute(sql`alter table import_runs rename to gone`)
    })
    await eventually(() => expect(said.join('')).toContain('an import was left'))
    await engine.database().db.execute(sql`alter table gone rename to import_runs`)
    await meanwhile(async () => {
      for (const source of ['ZK-5', 'ZK-6']) expect((await bring(source)).status).toBe(202)
    })
  })

  it('finds the places free of those who left while it was looked up who they are', async () => {
    const { server } = held.server
    await engine.database().db.transaction(async (tx) => {
      await tx.execute(sql`lock table sessions in access exclusive mode`)
      for (let i = 0; i < 2; i++) {
        const here = once(server, 'request')
        const { request } = begin(clerk, held)
        const [, response] = await here
        const gone = once(response, 'close')
        request.destroy()
        await gone
      }
    })
    await eventually(async () => expect((await bring('ZK-7')).status).toBe(202))
  })
})
