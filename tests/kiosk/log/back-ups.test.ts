import { closeSync, mkdirSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BACKUPS_KEPT, backUp, backupsIn } from '../../../db/kiosk/rescue/back-up.ts'
import { createTestKiosk, type TestKiosk, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { badgeOf } from '../../support/test-directory.ts'
import { firstBroken } from '../../support/verify-chain.ts'

const DAY_MS = 24 * 3_600_000
let other: string
let own: string
let kiosk: TestKiosk
beforeEach(async () => {
  other = temporaryDirectory()
  const dataDirectory = temporaryDirectory()
  own = join(dataDirectory, 'backups')
  kiosk = await createTestKiosk({ dataDirectory, backupFolders: [own, other] })
})
afterEach(async () => {
  await kiosk.close()
  rmSync(other, { recursive: true, force: true })
})

const scan = async (times: number) => {
  for (let i = 0; i < times; i++) await kiosk.scan(badgeOf(1 + (i % 3)).code)
}

/** The chain of a backup, by a verifier that shares no code with the program. */
function eventsOf(file: string): number {
  const db = new Database(file, { readonly: true })
  try {
    const origin = db.prepare('SELECT log, device, public_key AS publicKey FROM log').get()
    const events = db.prepare('SELECT text, hash FROM events ORDER BY seq').all()
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(firstBroken(origin as never, events as never)).toBeNull()
    return events.length
  } finally {
    db.close()
  }
}

describe('backups', () => {
  test('are made once a day in each folder, and seven are kept (L10)', async () => {
    for (let day = 0; day < 10; day++) {
      await scan(2)
      await kiosk.service.upkeep()
      kiosk.clock.pass(3_600_000)
      await kiosk.service.upkeep()
      kiosk.clock.pass(DAY_MS - 3_600_000)
    }
    for (const folder of [own, other]) {
      const backups = backupsIn(folder)
      expect(backups).toHaveLength(BACKUPS_KEPT)
      // Every day's events, in each: 2 that began the log, 2 a day.
      expect(backups.map(({ file }) => eventsOf(file))).toEqual([10, 12, 14, 16, 18, 20, 22])
      const between = backups.slice(1).map(({ at }, i) => at - (backups[i]?.at ?? 0))
      expect(new Set(between)).toEqual(new Set([DAY_MS]))
    }
  })

  test('are told to the administrator: when the last one was made', async () => {
    const health = async () => {
      const answer = await kiosk.service.api.logHealth({ visit: await administratorVisit(kiosk) })
      return answer.kind === 'health' ? answer.lastBackupAt : answer
    }
    expect(await health()).toBeNull()
    const at = kiosk.clock.now()
    await kiosk.service.upkeep()
    expect(await health()).toBe(at)
    await kiosk.restart()
    kiosk.clock.pass(60_000)
    expect(await health()).toBe(at)
  })

  test('hold a moment of the log while scans go on', async () => {
    await scan(400)
    const made = kiosk.service.upkeep()
    let recorded = 0
    let done = false
    void made.then(() => {
      done = true
    })
    while (!done) {
      if ((await kiosk.scan(badgeOf(1).code)).kind === 'recorded') recorded++
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(recorded).toBeGreaterThan(0)
    expect(eventsOf(backupsIn(own)[0]?.file ?? '')).toBeGreaterThanOrEqual(402)
  })

  test('that broke off leave nothing that counts as one, and the next is made', async () => {
    mkdirSync(own)
    writeFileSync(join(own, 'half.tmp'), 'half of a backup')
    writeFileSync(join(own, 'half.tmp-journal'), 'and its journal')
    expect(backupsIn(own)).toEqual([])
    await kiosk.service.upkeep()
    expect(backupsIn(own)).toHaveLength(1)
    expect(eventsOf(backupsIn(own)[0]?.file ?? '')).toBe(2)
  })

  test('that are no good get no name', async () => {
    const store = {
      async copyTo(file: string) {
        await copyOf(file)
        const handle = openSync(file, 'r+')
        for (let at = 4096; at < statSync(file).size; at += 8192)
          writeSync(handle, Buffer.alloc(900, 0x5a), 0, 900, at)
        closeSync(handle)
      },
    }
    await expect(backUp(store, own, 1)).rejects.toThrow(/no good|malformed/)
    expect(backupsIn(own)).toEqual([])
    await backUp({ copyTo: copyOf }, own, 1)
    expect(backupsIn(own)).toHaveLength(1)
  })

  test('that fail stop no scan, and are tried again after an hour', async () => {
    rmSync(other, { recursive: true })
    writeFileSync(other, 'no folder')
    await kiosk.service.upkeep()
    expect(backupsIn(own)).toHaveLength(1)
    expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded' })
    rmSync(other)
    kiosk.clock.pass(30 * 60_000)
    await kiosk.service.upkeep()
    expect(backupsIn(other)).toEqual([])
    kiosk.clock.pass(31 * 60_000)
    await kiosk.service.upkeep()
    expect(backupsIn(other)).toHaveLength(1)
  })

  test('are made by a clock that was set as well', async () => {
    await kiosk.service.upkeep()
    kiosk.clock.setWall(0)
    kiosk.clock.pass(10 * 60_000)
    await kiosk.service.upkeep()
    kiosk.clock.pass(10 * 60_000)
    await kiosk.service.upkeep()
    expect(backupsIn(own)).toHaveLength(2)
  })

  /** A copy by the store itself. */
  async function copyOf(file: string): Promise<void> {
    const copied = kiosk.service.kiosk.keeper.use((store) => store.copyTo(file))
    if (copied.kind === 'done') await copied.value
  }
})
