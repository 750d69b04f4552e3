import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BundledProgram, bundleProgram } from '../support/bundle-program.ts'
import { enrolByHand, newId, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts'
import { randomNumbers } from '../support/random-numbers.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { openOrSucceed } from '../support/running-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

const ROUNDS = process.env.GIOGIAC_SOAK === '1' ? 2000 : 200
/** Scans that are on their way at the same time. */
const LANES = 4
const LONGEST_MS = 60

let program: BundledProgram
beforeAll(async () => {
  program = await bundleProgram('kiosk/main.ts')
}, 60_000)
afterAll(() => program.remove())

/** Scans without a pause until the process is gone. @returns the scans that were shown as recorded */
async function scanUntilGone(service: KioskProcess): Promise<readonly string[]> {
  const shown: string[] = []
  const lane = async (first: number) => {
    for (let i = first; ; i += LANES) {
      const input = { id: newId(), code: badgeOf((i % 20) + 1).code, method: 'camera' } as const
      const answer = await service.ask('scan', input)
      if (answer === null) return
      if (answer.kind === 'recorded') shown.push(answer.scan)
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, i) => lane(i)))
  return shown
}

test(
  `killed with SIGKILL ${ROUNDS} times under load, the service loses no scan that it showed (L3)`,
  async () => {
    const dataDirectory = temporaryDirectory()
    const random = randomNumbers(20_260_303)
    try {
      await enrolByHand(dataDirectory, testDirectory(20))
      const shown: string[] = []
      let quickest = 0
      for (let round = 0; round < ROUNDS; round++) {
        const service = startKioskProcess(dataDirectory, [], program.file)
        // One in four before it has opened its log or while it does, the others in the middle of their work.
        const isAtWork = round % 4 !== 0
        if (isAtWork) await service.ask('scan', { id: newId(), code: badgeOf(1).code, method: 'camera' })
        const scanning = scanUntilGone(service)
        await new Promise((resolve) =>
          setTimeout(resolve, random() * (isAtWork ? LONGEST_MS : 4 * LONGEST_MS)),
        )
        await service.end('SIGKILL')
        const recorded = await scanning
        shown.push(...recorded)
        if (recorded.length === 0) quickest++
      }
      const { store } = openOrSucceed(dataDirectory)
      expect(store.verify()).toBeNull()
      expect(store.records.succession()).toBeNull()
      store.close()
      const { origin, events } = readChain(dataDirectory)
      expect(firstBroken(origin, events)).toBeNull()
      const ids = readLog(dataDirectory).map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      const held = new Set(ids)
      expect(shown.filter((id) => !held.has(id))).toEqual([])
      expect(shown.length).toBeGreaterThan(ROUNDS)
      process.stdout.write(
        `kill -9: ${ROUNDS} rounds (${quickest} before a scan), ${shown.length} scans shown, 0 lost; ${ids.length} events\n`,
      )
    } finally {
      rmSync(dataDirectory, { recursive: true, force: true })
    }
  },
  ROUNDS * 3_000 + 60_000,
)
