import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ScanAnswer } from '../../core/kiosk/kiosk-api.ts'
import { type BundledProgram, bundleProgram } from '../support/bundle-program.ts'
import { enrolByHand, newId, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

const [FAKETIME] = process.platform === 'linux' ? globSync('/usr/lib/*/faketime/libfaketimeMT.so.1') : []
const HOUR_MS = 3_600_000
/** What passes between two words of a test. */
const NEAR_MS = 30_000

let program: BundledProgram
beforeAll(async () => {
  program = await bundleProgram('kiosk/main.ts')
}, 60_000)
afterAll(() => program.remove())

let dataDirectory: string
let clockFile: string
let service: KioskProcess
beforeEach(async () => {
  dataDirectory = temporaryDirectory()
  clockFile = join(dataDirectory, 'clock')
  await enrolByHand(dataDirectory, testDirectory(5))
})
afterEach(async () => {
  await service.end('SIGKILL')
  // What the library shares between processes it leaves behind when it is killed.
  for (const left of globSync(`/dev/shm/*faketime*_${service.child.pid}`)) rmSync(left)
  rmSync(dataDirectory, { recursive: true, force: true })
})

/** The operating system's wall clock as the kiosk's process sees it; its uptime stays as it is. */
const setClock = (spec: string) => writeFileSync(clockFile, `${spec}\n`)

function start(spec: string): void {
  setClock(spec)
  service = startKioskProcess(dataDirectory, [], program.file, {
    LD_PRELOAD: FAKETIME ?? '',
    FAKETIME_TIMESTAMP_FILE: clockFile,
    FAKETIME_NO_CACHE: '1',
    DONT_FAKE_MONOTONIC: '1',
    TZ: 'UTC',
  })
}

const scan = (person = 1): Promise<ScanAnswer | null> =>
  service.ask('scan', { id: newId(), code: badgeOf(person).code, method: 'camera' })

const jumps = () =>
  readLog(dataDirectory)
    .filter(({ type }) => type === 'clock-jumped')
    .map(({ data }) => Number(data.deltaMs))

describe.skipIf(FAKETIME === undefined || !existsSync(FAKETIME))(
  'a machine whose clock is wrong',
  { timeout: 60_000 },
  () => {
    test.each<readonly [string, string, () => number]>([
      ['three hours back', '-3h', () => Date.now() - 3 * HOUR_MS],
      ['a day ahead', '+1d', () => Date.now() + 24 * HOUR_MS],
      ['to 1970', '@1970-01-01 00:00:10', () => 10_000],
      ['to 2038', '@2038-01-19 03:14:08', () => Date.parse('2038-01-19T03:14:08Z')],
    ])(
      'and set %s while it runs records every scan, and the step before the next (L31, L35)',
      async (_, spec, at) => {
        start('+0')
        expect(await scan(1)).toMatchObject({ kind: 'recorded' })
        setClock(spec)
        const before = Date.now()
        const answer = await scan(2)
        expect(answer).toMatchObject({ kind: 'recorded' })
        expect(await scan(3)).toMatchObject({ kind: 'recorded' })
        setClock('+0')
        expect(await scan(4)).toMatchObject({ kind: 'recorded' })
        const events = readLog(dataDirectory)
        const step = at() - before
        expect(jumps()).toHaveLength(2)
        expect(Math.abs((jumps()[0] ?? 0) - step)).toBeLessThan(NEAR_MS)
        expect(Math.abs((jumps()[1] ?? 0) + step)).toBeLessThan(NEAR_MS)
        expect(events.slice(-6).map(({ type }) => type)).toEqual([
          'scan',
          'clock-jumped',
          'scan',
          'scan',
          'clock-jumped',
          'scan',
        ])
        const set = events.at(-4)
        expect(Math.abs((set?.at ?? 0) - at())).toBeLessThan(NEAR_MS)
        // The uptime, by which the district judges, goes on as if nothing had been.
        const ups = events.slice(-6).map(({ up }) => up)
        expect(ups).toEqual(ups.toSorted((a, b) => a - b))
        expect((ups.at(-1) ?? 0) - (ups[0] ?? 0)).toBeLessThan(NEAR_MS)
        const { origin, events: chain } = readChain(dataDirectory)
        expect(firstBroken(origin, chain)).toBeNull()
      },
    )

    test.each(['-3h', '+1d', '@1970-01-01 00:00:10', '@2038-01-19 03:14:08'])(
      'and started at %s records, says that its clock was never compared, and makes no step of it (L35)',
      async (spec) => {
        start(spec)
        expect(await scan(1)).toMatchObject({ kind: 'recorded' })
        const state = await service.ask('state', {})
        expect(state?.clock).toEqual({ checked: false, offsetMs: 0, errorMs: null, moved: false })
        expect(state?.recording).toEqual({ kind: 'ok' })
        expect(jumps()).toEqual([])
      },
    )

    test('that runs fast is noticed by the sum of what it gains (L31)', async () => {
      start('+0 x1.5')
      const begun = Date.now()
      while (Date.now() - begun < 10_000 && jumps().length === 0) {
        expect(await scan(1)).toMatchObject({ kind: 'recorded' })
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
      expect(jumps()).toHaveLength(1)
      expect(jumps()[0]).toBeGreaterThan(2000)
      expect(jumps()[0]).toBeLessThan(6000)
    })

    test('is another run after it was started again: the runs are told apart by boot and by uptime (L30)', async () => {
      start('-3h')
      await scan(1)
      expect(await service.end('SIGTERM')).toBe(0)
      start('+1d')
      await scan(2)
      const [first, second] = readLog(dataDirectory).filter(({ type }) => type === 'run-started')
      expect(first?.run).not.toBe(second?.run)
      expect(first?.data.boot).toBe(second?.data.boot)
      expect(second?.data.lastRun).toBe('stopped')
      expect(second?.up).toBeGreaterThanOrEqual(first?.up ?? 0)
    })
  },
)
