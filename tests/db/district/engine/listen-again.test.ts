import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIVE_CHANNEL, tellChanges } from '../../../../db/district/engine/live-changes.ts'
import { type DistrictDatabase, openDatabase } from '../../../../db/district/engine/open-database.ts'
import { openTestDatabase } from '../../../support/create-test-district.ts'
import { eventually } from '../../../support/eventually.ts'
import { findPostgres, sharedPostgres, type TestPostgres } from '../../../support/start-postgres.ts'

/** The way to a database, which can be cut just when somebody wants to listen. */
async function wayTo(url: string) {
  const [, folder = '', port = ''] = /@([^:/]+):(\d+)\//.exec(url) ?? []
  const socket = join(decodeURIComponent(folder), `.s.PGSQL.${port}`)
  const sockets = new Set<Socket>()
  let cuts = 0
  const way = {
    cutNext: 0,
    cuts: () => cuts,
    cutAll: () => {
      for (const each of sockets) each.destroy()
    },
  }
  const server: Server = createServer((near) => {
    const far = connect(socket)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('data', (part) => {
        if (one === near && way.cutNext > 0 && part.includes(`listen ${LIVE_CHANNEL}`)) {
          way.cutNext--
          cuts++
          near.destroy()
        } else other.write(part)
      })
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.on('error', () => {})
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  const through = url.replace(`@${folder}:${port}`, `@127.0.0.1:${own}`)
  return { ...way, way, url: through, close: () => server.close() }
}

describe.skipIf(findPostgres() === null && process.env.CI !== 'true')(
  'who listens for news on PostgreSQL',
  () => {
    let postgres: TestPostgres
    let database: DistrictDatabase
    let line: Awaited<ReturnType<typeof wayTo>>
    beforeAll(async () => {
      postgres = await sharedPostgres()
      const url = await postgres.createDatabase()
      await (await openTestDatabase({ kind: 'postgres', url })).close()
      line = await wayTo(url)
      const opened = await openDatabase({ kind: 'postgres', url: line.url })
      if (opened.kind !== 'opened') throw new Error(opened.kind)
      database = opened.database
    })
    afterAll(async () => {
      await database?.close()
      line?.close()
      await postgres?.stop()
    })

    it('hears each of them once after the line broke, also when it broke while coming back', async () => {
      const heard: string[] = []
      const stop = await database.listen((payload) => heard.push(payload))
      const change = (point: string) => ({ point, date: '2026-11-18' })
      await tellChanges(database.db, [change('before')])
      await eventually(() => expect(heard).toHaveLength(1))
      line.way.cutNext = 2
      line.way.cutAll()
      await eventually(() => expect(line.cuts()).toBe(2), 20_000)
      let told = 0
      await eventually(async () => {
        await tellChanges(database.db, [change(`after ${++told}`)])
        expect(heard.length).toBeGreaterThan(1)
      }, 20_000)
      // Whoever came back a second time by another way would have done so by now.
      await new Promise((resolve) => setTimeout(resolve, 5_000))
      heard.length = 0
      await tellChanges(database.db, [change('last')])
      await eventually(() => expect(heard).toHaveLength(1))
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(heard).toHaveLength(1)
      await stop()
    })
  },
)
