import { afterAll, beforeAll, expect, it } from 'vitest'
import { IncidentsAnswer, KioskStatus } from '../../../core/district/kiosks-api.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { type StaffVisitor, visitAs } from '../../support/staff-visitor.ts'
import { createWireKiosk, type WireKiosk } from '../../support/wire-kiosk.ts'

const NOW = Date.UTC(2026, 10, 18, 1)

onBothEngines('kiosks and their incidents', (engine) => {
  let district: TestDistrict
  let kiosk: WireKiosk
  let admin: StaffVisitor
  let wardB: StaffVisitor
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database(), now: NOW })
    kiosk = await createWireKiosk(district).enrol()
    await kiosk.hello()
    admin = await visitAs(district, 'district-administrator')
    wardB = await visitAs(district, 'district-administrator', { organisation: 'ward-b' })
  })
  afterAll(() => district.stop())

  const listed = async () => (await admin.get('/api/v1/kiosks')).body as (typeof KioskStatus)['_output'][]

  it('a kiosk is shown with everything it last said of itself', async () => {
    expect(KioskStatus.parse((await listed())[0])).toMatchObject({
      id: kiosk.device,
      state: 'active',
      lastSeenAt: NOW,
      silent: false,
      app: '0.1.0',
      camera: 'ok',
      scanner: 'none',
      diskFree: 1e9,
      enrolledAt: NOW,
    })
  })

  it('is renamed and revoked by somebody whose it is, with the reason', async () => {
    const at = `/api/v1/kiosks/${kiosk.device}`
    expect((await wardB.write('PATCH', at, { name: 'Khác' })).status).toBe(404)
    expect((await admin.write('PATCH', at, { name: '  Quầy   tư pháp ' })).status).toBe(204)
    expect((await listed())[0]?.name).toBe('Quầy tư pháp')
    expect((await wardB.write('POST', `${at}/revoke`, { reason: 'không phải của tôi' })).status).toBe(404)
    expect((await admin.write('POST', `${at}/revoke`, { reason: '' })).status).toBe(400)
    expect((await admin.write('POST', `${at}/revoke`, { reason: 'Máy bị mất' })).status).toBe(204)
    expect((await admin.write('POST', `${at}/revoke`, { reason: 'Máy bị mất' })).status).toBe(409)
    expect((await listed())[0]?.state).toBe('revoked')
    expect((await kiosk.hello()).status).toBe(403)
  })

  it('what went wrong is listed until somebody has looked after it', async () => {
    const other = await createWireKiosk(district).enrol()
    other.add('clock-jumped', { beforeMs: NOW, afterMs: NOW + 7_200_000, deltaMs: 7_200_000 })
    await other.hello()
    await other.sendAll()
    const found = IncidentsAnswer.parse((await admin.get('/api/v1/incidents?state=open')).body)
    const step = found.find(({ kind }) => kind === 'clock-step')
    expect(step).toMatchObject({ device: other.device, kioskName: 'Quầy 1', pointName: 'Quầy A', times: 1 })
    expect(IncidentsAnswer.parse((await wardB.get('/api/v1/incidents')).body)).toEqual([])
    expect((await wardB.get('/api/v1/incidents?point=point-a')).status).toBe(404)
    const close = (who: StaffVisitor) =>
      who.write('POST', `/api/v1/incidents/${step?.id}/close`, { note: 'Đã chỉnh lại giờ máy' })
    expect((await close(wardB)).status).toBe(404)
    expect((await close(admin)).status).toBe(204)
    expect((await close(admin)).status).toBe(409)
    const after = IncidentsAnswer.parse((await admin.get('/api/v1/incidents?state=closed')).body)
    expect(after.find(({ id }) => id === step?.id)).toMatchObject({
      closedBy: 'Cán bộ district-administrator',
      note: 'Đã chỉnh lại giờ máy',
    })
  })
})
