import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomNumbers } from '../support/random-numbers.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { captureRunningLog, openOrSucceed, type RunningLog } from '../support/running-log.ts'
import { firstBroken } from '../support/verify-chain.ts'

const SOAK = process.env.GIOGIAC_SOAK === '1'
const CUTS = SOAK ? 2500 : 250
const FLIPS = SOAK ? 2500 : 250
const PAGES = SOAK ? 500 : 50
const SCANS = 80

let log: RunningLog
beforeAll(async () => {
  log = await captureRunningLog(SCANS)
})
afterAll(() => log.close())

interface Outcome {
  /** Events that are in no log any more. */
  readonly missing: number
  /** What the kiosk says of it: a new log was begun, and so many events could not be read. */
  readonly said: { readonly lost: number; readonly expected: number } | null
}

/** Opens what is left and compares it with what was there. */
function openWhatIsLeft(dataDirectory: string): Outcome {
  const { store } = openOrSucceed(dataDirectory)
  const succession = store.records.succession()
  expect(store.verify()).toBeNull()
  store.close()
  const { origin, events } = readChain(dataDirectory)
  expect(firstBroken(origin, events)).toBeNull()
  const ids = readLog(dataDirectory).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const held = new Set(ids)
  // That the old log began is the one event that a new log says for itself.
  const [began, ...facts] = log.ids
  const missing = facts.filter((id) => !held.has(id)).length
  if (succession === null) expect(held.has(began ?? '')).toBe(true)
  return { missing, said: succession }
}

function damageCopy(damage: (dataDirectory: string) => void): Outcome {
  const dataDirectory = log.copy()
  try {
    damage(dataDirectory)
    return openWhatIsLeft(dataDirectory)
  } finally {
    rmSync(dataDirectory, { recursive: true, force: true })
  }
}

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, bytes, 0, bytes.length, at)
  closeSync(handle)
}

const walOf = (dataDirectory: string) => join(dataDirectory, 'log.db-wal')
const databaseOf = (dataDirectory: string) => join(dataDirectory, 'log.db')

/** Never a silent loss: as many as are gone are said to be gone. */
function expectTold(outcomes: readonly Outcome[], what: string): void {
  const silent = outcomes.filter(({ missing, said }) => missing !== (said?.lost ?? 0))
  expect(silent).toEqual([])
  const reported = outcomes.filter(({ said }) => said !== null).length
  const missing = outcomes.reduce((sum, each) => sum + each.missing, 0)
  const all = outcomes.length * (log.ids.length - 1)
  process.stdout.write(
    `${what}: ${outcomes.length} places, ${reported} reported, ${missing} of ${all} events gone, 0 silently\n`,
  )
}

describe('a log that was damaged', { timeout: 600_000 }, () => {
  test(`with its write-ahead log cut off at ${CUTS} places says every time what is gone (L8)`, () => {
    const random = randomNumbers(20_260_401)
    const outcomes = Array.from({ length: CUTS }, () =>
      damageCopy((data) => truncateSync(walOf(data), Math.floor(random() * statSync(walOf(data)).size))),
    )
    expectTold(outcomes, 'write-ahead log cut')
    expect(outcomes.filter(({ missing }) => missing > 0).length).toBeGreaterThan(CUTS / 2)
  })

  test(`with a bit of its write-ahead log flipped at ${FLIPS} places loses no event without saying so (L8)`, () => {
    const random = randomNumbers(20_260_402)
    const outcomes = Array.from({ length: FLIPS }, () =>
      damageCopy((data) => {
        const at = Math.floor(random() * statSync(walOf(data)).size)
        overwrite(walOf(data), at, Uint8Array.of(Math.floor(random() * 256)))
      }),
    )
    expectTold(outcomes, 'write-ahead log flipped')
    // What SQLite passes over behind the flipped bit is still in the file, and is found there.
    expect(outcomes.filter(({ said }) => said !== null).length).toBeGreaterThan(FLIPS / 3)
    const missing = outcomes.reduce((sum, each) => sum + each.missing, 0)
    expect(missing).toBeLessThan(FLIPS)
  })

  test(`with a page of its database overwritten in ${PAGES} ways is set aside and followed by a new one (L9)`, () => {
    const random = randomNumbers(20_260_403)
    const outcomes = Array.from({ length: PAGES }, (_, i) =>
      damageCopy((data) => {
        // Nothing in the write-ahead log: all that there is lies in the damaged file.
        const { store } = openOrSucceed(data)
        store.checkpoint()
        store.close()
        const file = databaseOf(data)
        const pages = statSync(file).size / 4096
        const page = i === 0 ? 0 : Math.floor(random() * pages)
        const noise = Uint8Array.from({ length: 4096 }, () => Math.floor(random() * 256))
        overwrite(file, page * 4096, noise)
      }),
    )
    expectTold(outcomes, 'database page overwritten')
  })

  test.each<readonly [string, (data: string) => void]>([
    ['without its write-ahead log', (data) => rmSync(walOf(data))],
    ['without its database', (data) => rmSync(databaseOf(data))],
    [
      'without both',
      (data) => {
        for (const of of [walOf, databaseOf]) rmSync(of(data))
      },
    ],
    ['of nothing but zeros at its beginning', (data) => overwrite(databaseOf(data), 0, new Uint8Array(100))],
    ['of no bytes', (data) => writeFileSync(databaseOf(data), '')],
  ])('%s says what is gone', (_name, damage) => {
    expectTold([damageCopy(damage)], 'log')
  })
})
