import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createTestKiosk, type TestKiosk } from './create-test-kiosk.ts'
import { administratorVisit } from './desk-visits.ts'
import { badgeOf } from './test-directory.ts'

/** A real kiosk with an administrator, enrolled over the network once and never on it again. */
export async function createLoneKiosk(
  district: TestDistrict,
  options: { readonly start: number; readonly stick: string },
): Promise<TestKiosk> {
  let online = true
  const wire: typeof fetch = (...args) => (online ? fetch(...args) : Promise.reject(new TypeError('offline')))
  const { start, stick } = options
  const kiosk = await createTestKiosk({ directory: null, fetch: wire, start, sticks: () => [stick] })
  const place = { point: 'point-a', name: 'Quầy 1' }
  const made = await createEnrolmentCode(district.database.db, place, start, randomBytes)
  const invitation = { address: district.address, district: district.keys.publicKey, code: made?.code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  const answer = await kiosk.service.api.enrol({ ticket, name: 'Quầy 1' })
  if (answer.kind !== 'enrolled') throw new Error(`not enrolled: ${JSON.stringify(answer)}`)
  online = false
  await administratorVisit(kiosk)
  return kiosk
}

/** So many people scan, one a minute. */
export async function scanTimes(kiosk: TestKiosk, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    kiosk.clock.pass(60_000)
    const answer = await kiosk.scan(badgeOf((i % 5) + 1).code)
    if (answer.kind !== 'recorded') throw new Error(`not recorded: ${JSON.stringify(answer)}`)
  }
}

/** Exports to the stick. @returns the file's path */
export async function exportTo(stick: string, kiosk: TestKiosk): Promise<string> {
  const answer = await kiosk.service.api.exportLog({ visit: await administratorVisit(kiosk) })
  if (answer.kind !== 'exported') throw new Error(JSON.stringify(answer))
  return join(stick, answer.file)
}
