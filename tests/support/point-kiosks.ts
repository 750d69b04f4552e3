import { randomBytes } from 'node:crypto'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import type { TestDistrict } from './create-test-district.ts'
import { createTestKiosk, type TestKiosk, type TestKioskOptions } from './create-test-kiosk.ts'
import { eventually } from './eventually.ts'

/** A real kiosk of a point, enrolled with a real district, that has its directory and is being heard. */
export async function enrolAt(
  district: TestDistrict,
  point = 'point-a',
  options: TestKioskOptions = {},
): Promise<TestKiosk> {
  const now = district.clock.now()
  const kiosk = await createTestKiosk({ directory: null, start: now, ...options })
  const made = await createEnrolmentCode(district.database.db, { point, name: 'Quầy' }, now, randomBytes)
  const invitation = { address: district.address, district: district.keys.publicKey, code: made?.code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  const answer = await kiosk.service.api.enrol({ ticket })
  if (answer.kind !== 'enrolled') throw new Error(JSON.stringify(answer))
  kiosk.service.start()
  await heard(kiosk)
  return kiosk
}

/** Waits until everything of this kiosk has been said to the district since now, and its answer taken. */
export async function heard(kiosk: TestKiosk): Promise<void> {
  // The first attempt that ends may have begun before.
  for (let attempts = 0; attempts < 2; attempts++) await attempted(kiosk)
}

async function attempted({ service }: TestKiosk): Promise<void> {
  const { memory } = service.kiosk
  memory.sync = { kind: 'offline', refusal: null, fault: null }
  await service.api.syncNow({})
  await eventually(async () => {
    const { sync } = await service.api.state({})
    if (sync.kind !== 'online' || sync.waiting > 0) throw new Error(JSON.stringify(sync))
    if (memory.directory === null) throw new Error('no directory yet')
  }, 15_000)
}
