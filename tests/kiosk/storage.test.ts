import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { storageProblemOf } from '../../db/kiosk/files/storage-problem.ts'
import { RESERVE_FILE } from '../../kiosk/log/reserve.ts'
import {
  createTestKiosk,
  enrolByHand,
  newId,
  type TestKiosk,
  temporaryDirectory,
} from '../support/create-test-kiosk.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

const cleanUp: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each()
})

function expectChainWhole(dataDirectory: string): void {
  const { origin, events } = readChain(dataDirectory)
  expect(firstBroken(origin, events)).toBeNull()
}

/** A small disk of its own; `null` where this user may not mount one. */
function mountSmallDisk(megabytes: number): string | null {
  const directory = temporaryDirectory()
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', directory])
  cleanUp.push(() => rmSync(directory, { recursive: true, force: true }))
  if (status !== 0) return null
  cleanUp.push(() => {
    spawnSync('umount', ['-l', directory])
  })
  return directory
}
/** Writes until the disk is full, or only so much is left. */
function fill(directory: string, name: string, left = 0): void {
  const handle = openSync(join(directory, name), 'w')
  const piece = Buffer.alloc(4096)
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(directory)
      if (left > 0 && bavail * bsize < left) return
      if (writeSync(handle, piece) === 0) return
    }
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  } finally {
    closeSync(handle)
  }
}
const canMount = process.platform === 'linux' && process.getuid?.() === 0 && probeMount()
function probeMount(): boolean {
  const directory = temporaryDirectory()
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', directory]).status === 0
  if (mounted) spawnSync('umount', [directory])
  rmSync(directory, { recursive: true })
  return mounted
}

describe('a storage error', { timeout: 30_000 }, () => {
  test('is named for the person at the counter', () => {
    const of = (code: string) => storageProblemOf(Object.assign(new Error('x'), { code }))
    expect(['SQLITE_FULL', 'ENOSPC'].map(of)).toEqual(['disk-full', 'disk-full'])
    expect(['SQLITE_READONLY', 'SQLITE_READONLY_DBMOVED', 'EROFS'].map(of)).toEqual([
      'read-only',
      'read-only',
      'read-only',
    ])
    expect(['SQLITE_IOERR_FSYNC', 'SQLITE_CORRUPT', ''].map(of)).toEqual([
      'storage-error',
      'storage-error',
      'storage-error',
    ])
  })

  test('is an answer, never "recorded", and recording goes on when it is over', async () => {
    const kiosk: TestKiosk = await createTestKiosk()
    cleanUp.push(() => kiosk.close())
    const other = new Database(join(kiosk.dataDirectory, 'log.db'))
    other.exec('BEGIN IMMEDIATE')
    const id = newId()
    const handle = () => kiosk.service.kiosk.keeper.use((store) => store)
    const before = handle()
    const told: string[] = []
    kiosk.service.onNotice(({ data }) => told.push(data.recording.kind))
    expect(await kiosk.scan(badgeOf(1).code, id)).toEqual({ kind: 'not-recorded', reason: 'storage-error' })
    await new Promise((resolve) => setImmediate(resolve))
    expect(told).toContain('failing')
    // Nothing more is asked of a handle that failed: what the disk then holds is not known (L5).
    expect(handle()).toEqual({ kind: 'not-recorded', reason: 'storage-error' })
    other.exec('ROLLBACK')
    other.close()
    expect(await kiosk.scan(badgeOf(1).code, id)).toMatchObject({ kind: 'recorded', scan: id })
    expect((await kiosk.service.api.state({})).recording).toEqual({ kind: 'ok' })
    expect(handle().kind).toBe('done')
    expect(handle()).not.toEqual(before)
    expectChainWhole(kiosk.dataDirectory)
  })

  test.skipIf(!canMount)(
    'of a full disk is said, and recording goes on by itself once there is room',
    async () => {
      const dataDirectory = mountSmallDisk(2) ?? ''
      const kiosk = await createTestKiosk({ dataDirectory })
      cleanUp.push(() => kiosk.service.stop())
      const ballast = join(dataDirectory, 'ballast')
      const recorded: string[] = []
      let full = 0
      writeFileSync(ballast, Buffer.alloc(1_500_000))
      for (let i = 0; i < 600 && full < 5; i++) {
        kiosk.clock.pass(1000)
        const answer = await kiosk.scan(badgeOf(1).code)
        if (answer.kind === 'recorded') recorded.push(answer.scan)
        else {
          expect(answer).toEqual({ kind: 'not-recorded', reason: 'disk-full' })
          full++
        }
      }
      expect({ full, some: recorded.length > 10 }).toEqual({ full: 5, some: true })
      expect((await kiosk.service.api.state({})).recording).toEqual({ kind: 'failing', reason: 'disk-full' })
      rmSync(ballast)
      const after = await kiosk.scan(badgeOf(2).code)
      expect(after).toMatchObject({ kind: 'recorded' })
      const ids = new Set(readChain(dataDirectory).events.map(({ text }) => JSON.parse(text).id))
      for (const id of recorded) expect(ids.has(id)).toBe(true)
      expectChainWhole(dataDirectory)
    },
  )

  test.skipIf(!canMount)(
    'of a full disk costs no scan while there is a reserve, and what is left goes to the district (L6)',
    async () => {
      const dataDirectory = mountSmallDisk(24) ?? ''
      const reserveBytes = 4 * 1024 * 1024
      const diskFree = () => {
        const { bavail, bsize } = statfsSync(dataDirectory)
        return bavail * bsize
      }
      const kiosk = await createTestKiosk({ dataDirectory, diskFree, reserveBytes })
      cleanUp.push(() => kiosk.service.stop())
      const reserve = join(dataDirectory, RESERVE_FILE)
      await kiosk.service.upkeep()
      expect(statSync(reserve).blocks * 512).toBeGreaterThanOrEqual(reserveBytes)
      fill(dataDirectory, 'ballast')
      expect(diskFree()).toBe(0)
      const recorded: string[] = []
      const refused: unknown[] = []
      // Larger than what the write-ahead log has room for without growing.
      for (let i = 0; i < 400 && existsSync(reserve); i++) {
        kiosk.clock.pass(1000)
        const answer = await kiosk.scan(badgeOf(1).code)
        if (answer.kind === 'recorded') recorded.push(answer.scan)
        else refused.push(answer)
      }
      expect(existsSync(reserve)).toBe(false)
      expect(refused).toEqual([])
      const told = readLog(dataDirectory).filter(({ data }) => data.what === 'disk-full reserve-released')
      expect(told).toHaveLength(1)
      fill(dataDirectory, 'more', reserveBytes / 2)
      expect(await kiosk.scan(badgeOf(2).code)).toEqual({ kind: 'not-recorded', reason: 'disk-full' })
      expect((await kiosk.service.api.state({})).recording).toEqual({ kind: 'failing', reason: 'disk-full' })
      const noted = kiosk.service.kiosk.keeper.use((store) => {
        const head = store.head()
        if (head === null) throw new Error('no head')
        store.records.saveAcknowledged({
          ...head,
          completeTo: 1,
          contactAt: 1,
          challenge: null,
          receipt: null,
        })
      })
      expect(noted).toEqual({ kind: 'done', value: undefined })
      rmSync(join(dataDirectory, 'ballast'))
      await kiosk.service.upkeep()
      expect((await kiosk.service.api.state({})).recording).toEqual({ kind: 'ok' })
      expect(existsSync(reserve)).toBe(true)
      expect(await kiosk.scan(badgeOf(2).code)).toMatchObject({ kind: 'recorded' })
      const ids = new Set(readLog(dataDirectory).map(({ id }) => id))
      expect(recorded.filter((id) => !ids.has(id))).toEqual([])
      expectChainWhole(dataDirectory)
    },
  )

  test.skipIf(!canMount)('of a disk that became read-only is said, and over when it is over', async () => {
    const dataDirectory = mountSmallDisk(8) ?? ''
    const kiosk = await createTestKiosk({ dataDirectory })
    cleanUp.push(() => kiosk.service.stop())
    await kiosk.scan(badgeOf(1).code)
    // A mount that files are open on cannot be made read-only: the service starts on one that is.
    await kiosk.service.stop()
    spawnSync('mount', ['-o', 'remount,ro', dataDirectory])
    await kiosk.restart()
    expect(await kiosk.scan(badgeOf(2).code)).toEqual({ kind: 'not-recorded', reason: 'read-only' })
    expect(await kiosk.scan('https://example.vn')).toEqual({ kind: 'refused', class: 'foreign' })
    spawnSync('mount', ['-o', 'remount,rw', dataDirectory])
    expect(await kiosk.scan(badgeOf(2).code)).toMatchObject({ kind: 'recorded' })
    expectChainWhole(dataDirectory)
  })

  test('of a data directory that is missing is said until it is there', async () => {
    const dataDirectory = join(temporaryDirectory(), 'later')
    const kiosk = await createTestKiosk({ dataDirectory, directory: null })
    cleanUp.push(() => kiosk.close())
    expect((await kiosk.scan(badgeOf(1).code)).kind).toBe('not-recorded')
    mkdirSync(dataDirectory)
    await enrolByHand(dataDirectory, testDirectory())
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded', person: { kind: 'ours' } })
  })
})
