import { rmSync } from 'node:fs'
import { chown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enrolByHand, MONDAY_0715, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { type LaunchedElectron, launchElectron, whyNoElectron } from '../support/launch-electron.ts'
import { commandLine } from '../support/processes.ts'
import { randomNumbers } from '../support/random-numbers.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

const SCANS = 200
const KILLS = 12
const PEOPLE = 40
const NOBODY = 65_534
const noElectron = await whyNoElectron()

interface Shown {
  shownNames?: string[]
}

describe.skipIf(noElectron !== null)(
  `the desktop kiosk with a dying service${noElectron === null ? '' : ` (${noElectron})`}`,
  () => {
    let data: string
    let kiosk: LaunchedElectron

    beforeEach(async () => {
      data = temporaryDirectory()
      await enrolByHand(data, testDirectory(PEOPLE))
      if (process.getuid?.() === 0) {
        for (const name of await readdir(data)) await chown(join(data, name), NOBODY, NOBODY)
      }
      kiosk = await launchElectron({ data, args: ['--clock', MONDAY_0715] })
      await kiosk.page.waitForSelector('footer[data-sync]', { timeout: 30_000 })
      await kiosk.page.evaluate(() => {
        const shown: string[] = []
        ;(globalThis as Shown).shownNames = shown
        new MutationObserver((changes) => {
          for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
            const card =
              node instanceof Element
                ? (node.closest('[data-answer]') ?? node.querySelector('[data-answer]'))
                : null
            const tone = card?.getAttribute('data-answer')
            if (tone === 'good' || tone === 'attention') shown.push(card?.textContent ?? '')
          }
        }).observe(document.body, { childList: true, subtree: true })
      })
    })
    afterEach(async () => {
      await kiosk.close()
      rmSync(data, { recursive: true, force: true })
    })

    const services = () => kiosk.pids().filter((pid) => /service\.cjs/.test(commandLine(pid)))
    const shown = () => kiosk.page.evaluate(() => (globalThis as Shown).shownNames ?? [])

    /** All keys in one go: how quick a scanner is has tests of its own. */
    const type = (code: string): Promise<void> =>
      kiosk.page.evaluate((digits) => {
        const codes = [...[...digits].map((digit) => `Digit${digit}`), 'Enter']
        for (const each of codes) window.dispatchEvent(new KeyboardEvent('keydown', { code: each }))
      }, code)

    it(`shows each of ${SCANS} scans, killed ${KILLS} times, and has every one it showed in an unbroken log`, async () => {
      const random = randomNumbers(20_261_118)
      const killAt = new Set<number>()
      while (killAt.size < KILLS) killAt.add(Math.floor(random() * SCANS))
      let kills = 0
      for (let scan = 0; scan < SCANS; scan++) {
        const before = (await shown()).length
        const typed = type(badgeOf((scan % PEOPLE) + 1).code)
        if (killAt.has(scan)) {
          // From the first digit until after the answer.
          await new Promise((resolve) => setTimeout(resolve, random() * 250))
          for (const pid of services()) {
            process.kill(pid, 'SIGKILL')
            kills++
          }
        }
        await typed
        await expect
          .poll(async () => (await shown()).length, { timeout: 15_000, interval: 10 })
          .toBe(before + 1)
      }
      expect(kills).toBe(KILLS)
      const names = await shown()
      for (const [scan, name] of names.entries())
        expect(name).toContain(`Nguyễn Thị Mẫu ${(scan % PEOPLE) + 1}`)
      await kiosk.close()
      const events = readLog(data)
      const people = events.filter(({ type }) => type === 'scan').map(({ data }) => data.staff)
      expect(people).toEqual(names.map((_, scan) => `person-${(scan % PEOPLE) + 1}`))
      const { origin, events: chain } = readChain(data)
      expect(firstBroken(origin, chain)).toBeNull()
      const runs = events.filter(({ type }) => type === 'run-started').map(({ data }) => data.lastRun)
      expect(runs.filter((how) => how === 'crashed')).toHaveLength(KILLS)
    })
  },
)
