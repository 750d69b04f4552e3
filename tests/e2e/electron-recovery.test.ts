import { chmod, copyFile, mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeBadgeVideo } from '../support/badge-video.ts'
import { useCounterElectron } from '../support/counter-electron.ts'
import { whyNoElectron } from '../support/launch-electron.ts'
import { cameraFrom } from '../support/open-chromium.ts'
import { commandLine } from '../support/processes.ts'
import { readChain } from '../support/read-log.ts'
import { badgeOf } from '../support/test-directory.ts'
import { scanByUsb } from '../support/usb-scanner.ts'
import { firstBroken } from '../support/verify-chain.ts'

const noElectron = await whyNoElectron()
if (noElectron !== null && process.env.CI === 'true') throw new Error(noElectron)

/** How soon everything is back after one part of it was killed. */
const BACK_WITHIN_MS = 5_000
const PEOPLE = 12
const BEFORE_CAMERA = 12

describe.skipIf(noElectron !== null)(
  `the desktop kiosk when its parts are killed${noElectron === null ? '' : ` (${noElectron})`}`,
  () => {
    const open = useCounterElectron(PEOPLE)
    let folder: string
    let video: string

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'giogiac-recovery-'))
      await chmod(folder, 0o755)
      video = join(folder, 'camera.mjpeg')
      await writeBadgeVideo(video, [
        { show: null, seconds: 1 },
        { show: badgeOf(BEFORE_CAMERA).code, seconds: 1 },
        { show: null, seconds: 0.8 },
      ])
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    it('has its service, page and camera back within five seconds, and every scan it showed (E14)', async () => {
      const kiosk = await open({ args: cameraFrom(video) })
      const display = kiosk.display.name
      const took: string[] = []
      const killAll = (kind: RegExp): number => {
        const pids = kiosk.pids().filter((pid) => kind.test(commandLine(pid)))
        for (const pid of pids) process.kill(pid, 'SIGKILL')
        return pids.length
      }
      const back = async (what: string, isBack: () => Promise<boolean>): Promise<void> => {
        const begun = performance.now()
        await expect.poll(isBack, { timeout: BACK_WITHIN_MS, interval: 20 }).toBe(true)
        took.push(`${what} ${Math.round(performance.now() - begun)} ms`)
      }
      const cameraIs = (state: string) => async () =>
        (await kiosk.inPage(`document.querySelector('[data-camera]')?.dataset.camera`)) === state
      const cardShows = (name: string) => async () =>
        (
          await kiosk.inPage<string | null>(
            `[...document.querySelectorAll('[data-answer]')].map((card) => card.textContent).join()`,
          )
        )?.includes(name) ?? false
      const scans = (method: string) =>
        kiosk.log().filter(({ type, data }) => type === 'scan' && data.method === method)
      const cameraScans = async (more: number): Promise<void> => {
        const before = scans('camera').length
        await expect
          .poll(() => scans('camera').length, { timeout: 8_000 })
          .toBeGreaterThanOrEqual(before + more)
      }
      const shown: string[] = []
      /** Scans until the card is there: a person whose badge was not answered holds it up again. */
      const scan = async (person: number): Promise<void> => {
        const name = `Nguyễn Thị Mẫu ${person}`
        for (let tries = 0; tries < 3; tries++) {
          await scanByUsb(display, badgeOf(person).code)
          const isShown = await expect
            .poll(cardShows(name), { timeout: BACK_WITHIN_MS / 2, interval: 20 })
            .toBe(true)
            .then(() => true)
            .catch(() => false)
          if (isShown) {
            shown.push(`person-${person}`)
            return
          }
        }
        throw new Error(`${name} was never shown`)
      }

      await expect.poll(cameraIs('ok'), { timeout: 15_000 }).toBe(true)
      await cameraScans(1)
      await scan(1)

      expect(killAll(/service\.cjs/)).toBe(1)
      const scanned = scan(2)
      await back('service', cardShows('Nguyễn Thị Mẫu 2'))
      await scanned

      expect(killAll(/--type=renderer/)).toBeGreaterThan(0)
      await back(
        'page',
        async () => (await kiosk.inPage(`document.querySelector('footer[data-sync]') !== null`)) === true,
      )
      await expect.poll(cameraIs('ok'), { timeout: BACK_WITHIN_MS }).toBe(true)
      await scan(3)
      await cameraScans(1)

      expect(killAll(/video_capture/)).toBeGreaterThan(0)
      await expect.poll(cameraIs('lost'), { timeout: 3_000, interval: 20 }).toBe(true)
      await back('camera process', cameraIs('ok'))
      await scan(4)
      await cameraScans(1)

      await copyFile(video, `${video}.kept`)
      await truncate(video, 0)
      await expect.poll(cameraIs('lost'), { timeout: 3_500, interval: 20 }).toBe(true)
      await scan(5)
      await copyFile(`${video}.kept`, video)
      await back('camera, plugged in again', cameraIs('ok'))
      await cameraScans(1)
      await scan(6)

      console.log(`back after being killed: ${took.join(', ')}`)
      await kiosk.close()
      const typed = scans('scanner').map(({ data }) => data.staff)
      expect([...new Set(typed)]).toEqual(shown)
      expect(shown).toEqual([1, 2, 3, 4, 5, 6].map((person) => `person-${person}`))
      expect(new Set(scans('camera').map(({ data }) => data.staff))).toEqual(
        new Set([`person-${BEFORE_CAMERA}`]),
      )
      // Each end of the page and of the service is on record, as nobody's doing.
      expect(kiosk.log().filter(({ data }) => data.what === 'page-ended')).toHaveLength(1)
      const runs = kiosk.log().filter(({ type }) => type === 'run-started')
      expect(runs.map(({ data }) => data.lastRun)).toEqual(['none', 'crashed'])
      const { origin, events } = readChain(kiosk.data)
      expect(firstBroken(origin, events)).toBeNull()
    })
  },
)
