import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { type DatabasePlace, openDatabase } from '../../db/district/engine/open-database.ts'
import { systemClock } from '../../kiosk/log/start-clock.ts'
import { createKioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { type BareKiosk, openBareKiosk } from '../support/bare-kiosk.ts'
import { newId } from '../support/create-test-kiosk.ts'
import { randomNumbers } from '../support/random-numbers.ts'
import { readChain } from '../support/read-log.ts'
import { findPostgres, startPostgres } from '../support/start-postgres.ts'

/** A hundred take a quarter of an hour; `npm run test:soak` takes it. */
const KILLS = process.env.GIOGIAC_SOAK === '1' ? 100 : 6
const KIOSKS = 3
const SCANS_A_ROUND = 8

interface RunningDistrict {
  readonly child: ChildProcess
  readonly port: number
  readonly key: string
}

async function startDistrict(args: readonly string[]): Promise<RunningDistrict> {
  const script = join(import.meta.dirname, '../support/district-child.ts')
  const child = fork(script, [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const [message] = (await once(child, 'message')) as [{ port: number; key: string }]
  return { child, ...message }
}

async function enrol(district: RunningDistrict, dataDirectory: string): Promise<void> {
  mkdirSync(dataDirectory, { recursive: true })
  district.child.send('code')
  const [{ code }] = (await once(district.child, 'message')) as [{ code: string }]
  const invitation = { address: `http://127.0.0.1:${district.port}/`, district: district.key, code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  const options = { dataDirectory, clock: systemClock, newId, randomBytes, fetch, bootId: null, pinCost: 4 }
  const service = createKioskService(options)
  expect(await service.api.enrol({ ticket, name: 'Quầy' })).toMatchObject({ kind: 'enrolled' })
  await service.stop()
}

function scan({ kiosk }: BareKiosk, count: number): void {
  kiosk.keeper.write((store) => {
    for (let i = 0; i < count; i++) {
      const data = { badge: randomBytes(32).toString('hex'), staff: null, method: 'camera' } as const
      kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'scan', data, person: null }])
    }
  })
}

async function killMany(name: string, place: DatabasePlace, folder: string): Promise<void> {
  const args = place.kind === 'pglite' ? [folder] : [folder, place.url]
  let district = await startDistrict(args)
  district.child.send('seed')
  await once(district.child, 'message')
  const disks = Array.from({ length: KIOSKS }, (_, i) => join(folder, `kiosk-${i}`))
  for (const disk of disks) await enrol(district, disk)
  const forgotten: string[] = []
  const kiosks = disks.map((dataDirectory) =>
    openBareKiosk({
      dataDirectory,
      clock: systemClock,
      timing: { requestTimeoutMs: 20_000 },
      fetch: (input, init) => {
        if (String(input).endsWith('/events')) uploads++
        return fetch(new URL(new URL(String(input)).pathname, `http://127.0.0.1:${district.port}`), init)
      },
      log(message) {
        if (message.includes('less than') || message.includes('in a new one')) forgotten.push(message)
      },
    }),
  )
  const random = randomNumbers(20_261_122)
  let uploads = 0
  let interrupted = 0
  for (let kill = 0; kill < KILLS; kill++) {
    let running = true
    let ended = 0
    const loops = kiosks.map(async (kiosk) => {
      while (running) {
        scan(kiosk, SCANS_A_ROUND)
        const { kind } = await kiosk.attempt()
        if (kind === 'done') continue
        ended++
        return kind
      }
      return 'done'
    })
    // In the midst of an upload: from the moment it leaves until it would long be answered.
    const target = uploads + 1 + Math.floor(random() * 6)
    while (uploads < target && ended < KIOSKS) await new Promise((resolve) => setTimeout(resolve, 1))
    await new Promise((resolve) => setTimeout(resolve, random() * 25))
    const exited = once(district.child, 'exit')
    district.child.kill('SIGKILL')
    await exited
    running = false
    interrupted += (await Promise.all(loops)).filter((kind) => kind !== 'done').length
    district = await startDistrict(args)
  }
  for (const kiosk of kiosks) expect(await kiosk.attempt()).toEqual({ kind: 'done' })
  const acknowledged = kiosks.reduce((sum, { kiosk }) => sum + (kiosk.memory.acknowledged?.seq ?? 0), 0)
  const exited = once(district.child, 'exit')
  district.child.kill('SIGKILL')
  await exited
  for (const kiosk of kiosks) kiosk.crash()
  process.stdout.write(
    `${name}: ${KILLS} kills, ${interrupted} uploads interrupted, ${acknowledged} events acknowledged\n`,
  )
  expect(forgotten).toEqual([])
  expect(interrupted).toBeGreaterThan(KILLS / 2)
  const opened = await openDatabase(place.kind === 'pglite' ? { ...place, directory: folder } : place)
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const { database } = opened
  for (const disk of disks) {
    const { origin, events } = readChain(disk)
    const held = rowsOf<{ text: string }>(
      await database.db.execute(sql`select text from events where log = ${origin.log}::uuid order by seq`),
    ).map(({ text }) => text)
    expect(held).toEqual(events.map(({ text }) => text))
  }
  await database.close()
}

const title = `a district killed ${KILLS} times during uploads has every event it acknowledged, once (S3)`

describe(title, { timeout: 3_600_000 }, () => {
  test('on PGlite', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giogiac-kill-'))
    try {
      await killMany('PGlite', { kind: 'pglite', directory: folder }, folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test.skipIf(findPostgres() === null && process.env.CI !== 'true')('on PostgreSQL', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'giogiac-kill-'))
    const postgres = await startPostgres()
    try {
      await killMany('PostgreSQL', { kind: 'postgres', url: await postgres.createDatabase() }, folder)
    } finally {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
