import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { events } from '../../db/district/schema/log.ts'
import { writeBadgeVideo } from './badge-video.ts'
import { createTestDistrict, type TestDistrict } from './create-test-district.ts'
import { districtSeed } from './district-seed.ts'
import { makeAccount, STAFF_PASSWORD } from './open-account.ts'
import { openChromium } from './open-chromium.ts'
import { testBadge } from './test-badge.ts'

/** A Wednesday on which both sides begin. */
export const MORNING = '2026-11-18T07:24:00+07:00'
const PEOPLE = ['a1', 'a2', 'a3', 'b1']

/** What the camera of the whole-path tests shows, over and over. */
export interface WholePath {
  readonly district: TestDistrict
  /** Enrolment ticket, the badges of a1 and a2, and a badge of the other ward, with pauses between. */
  readonly video: string
  readonly folder: string
  /** The leader of ward A on the page of today's presence. */
  readonly leader: Page
  /** Everything the district holds, parsed, in order. */
  held(): Promise<{ type: string; person: string | null; text: string }[]>
  close(): Promise<void>
}

/** A real district with a leader watching its page, and a video of what is held before a kiosk's camera. */
export async function openWholePath(): Promise<WholePath> {
  const folder = await mkdtemp(join(tmpdir(), 'giogiac-path-'))
  const begun = Date.now()
  const start = Date.parse(MORNING)
  const seed = districtSeed()
  const district = await createTestDistrict({
    clock: { now: () => start + (Date.now() - begun) },
    rendererDirectory: fileURLToPath(new URL('../../out/renderer/district', import.meta.url)),
    seed: { ...seed, badges: PEOPLE.map((person, i) => ({ digest: testBadge(i).digest, person })) },
  })
  const { db } = district.database
  await makeAccount(db, { username: 'quan', role: 'district-administrator' })
  await makeAccount(db, { username: 'lanhdao', role: 'ward-leader', point: 'point-a' })
  const made = await createEnrolmentCode(
    db,
    { point: 'point-a', name: 'Quầy 1' },
    district.clock.now(),
    randomBytes,
  )
  const invitation = { address: district.address, district: district.keys.publicKey, code: made?.code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  const video = join(folder, 'camera.mjpeg')
  await writeBadgeVideo(video, [
    { show: null, seconds: 1 },
    { show: ticket, seconds: 3 },
    { show: null, seconds: 2 },
    { show: testBadge(0).code, seconds: 2 },
    { show: null, seconds: 2 },
    { show: testBadge(1).code, seconds: 2 },
    { show: null, seconds: 2 },
    { show: testBadge(3).code, seconds: 2 },
    { show: null, seconds: 6 },
  ])
  // The desktop kiosk runs as a user of its own and has to see the video.
  await chmod(folder, 0o755)
  const browser: Browser = await openChromium()
  const leader = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await leader.goto(district.address)
  await leader.getByLabel('Tên đăng nhập').fill('lanhdao')
  await leader.locator('input[type=password]').fill(STAFF_PASSWORD)
  await leader.keyboard.press('Enter')
  await leader.getByText('Nguyễn Văn A1').first().waitFor()
  return {
    district,
    video,
    folder,
    leader,
    held: () =>
      db
        .select({ type: events.type, person: events.person, text: events.text })
        .from(events)
        .orderBy(events.seq),
    close: async () => {
      await browser.close()
      await district.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
