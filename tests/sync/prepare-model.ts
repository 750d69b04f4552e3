import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { createKioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { backUpDevice, type DeviceBackup, type FusedDistrict } from '../support/fused-district.ts'
import { createHandClock } from '../support/hand-clock.ts'
import { createModelLine } from '../support/model-line.ts'

/** Monday 16 November 2026, 07:00 in Việt Nam. */
export const MODEL_START = Date.UTC(2026, 10, 16, 0)

/** One enrolled kiosk, as it was on its first morning, and what the district had of it. */
export interface ModelStart {
  readonly folder: string
  readonly device: string
  readonly backup: DeviceBackup
}

export async function prepareModel(district: FusedDistrict, root: string): Promise<ModelStart> {
  const folder = join(root, 'start')
  mkdirSync(folder, { recursive: true })
  const line = createModelLine(district)
  const clock = createHandClock(MODEL_START)
  const service = createKioskService({
    dataDirectory: folder,
    clock,
    newId: () => randomUUID(),
    randomBytes,
    bootId: null,
    fetch: line.fetch,
    pinCost: 4,
  })
  const place = { point: 'point-a', name: 'Quầy 1' }
  const made = await createEnrolmentCode(district.db, place, MODEL_START, randomBytes)
  const invitation = { address: 'http://127.0.0.1/', district: district.keys.publicKey, code: made?.code }
  const ticket = ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
  const answer = await service.api.enrol({ ticket, name: 'Quầy 1' })
  if (answer.kind !== 'enrolled') throw new Error(JSON.stringify(answer))
  const device = service.kiosk.memory.enrolment?.device ?? ''
  await service.stop()
  return { folder, device, backup: await backUpDevice(district.db, device) }
}
