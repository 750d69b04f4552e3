import { MadeKey } from '../../core/district/organisation-api.ts'
import { addDays, instantOf } from '../../core/time.ts'
import { raiseIncident } from '../../db/district/kiosks/incidents.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { createTestDistrict, type TestDistrict } from './create-test-district.ts'
import { makeAccount } from './open-account.ts'
import { type StaffVisitor, visitAs } from './staff-visitor.ts'
import type { WireKiosk } from './wire-kiosk.ts'
import { workMonth, ZONE } from './worked-month.ts'

/** Wednesday 4 November 2026, 08:30 in Việt Nam: October has been worked, the counters are open. */
export const OFFICE_NOW = instantOf('2026-11-04', '08:30', ZONE)
const NAMES = ['Nguyễn Thị Bích Quyền', 'Đặng Đức Mẫn', 'Huỳnh Thị Uyên']

/**
 * A district after a month of scans at point A: names, counters, requests from kiosk and office, claims of every sort,
 * incidents, an old machine's readings. `tonghop` and `phoban` administrate it, `lanhdao` leads ward A.
 */
export async function openOfficeScene(rendererDirectory?: string): Promise<{
  readonly district: TestDistrict
  readonly kiosk: WireKiosk
  readonly clerk: StaffVisitor
}> {
  const district = await createTestDistrict(rendererDirectory === undefined ? {} : { rendererDirectory })
  const { db } = district.database
  const kiosk = await workMonth(district)
  await seedOrganisation(db, {
    people: ['a1', 'a2', 'a3'].map((id, index) => ({
      id,
      name: NAMES[index] ?? id,
      title: ['Công chức tư pháp - hộ tịch', 'Giám đốc Trung tâm', 'Công chức địa chính'][index] ?? '',
      staffNumber: String(index + 1),
    })),
    leaders: ['2026-10-05', '2026-10-06', '2026-10-07', '2026-11-04'].map((date) => ({
      point: 'point-a',
      date,
      person: 'a2',
    })),
  })
  const sent = kiosk.texts.length
  const at = (date: string, time: string) => instantOf(date, time, ZONE)
  const now = OFFICE_NOW
  kiosk.scan('a1', at('2026-11-04', '07:20'))
  const claim = (staff: string, date: string, session: number, side: 'in' | 'out', time: string) =>
    kiosk.add(
      'claim',
      { staff, date, session, side, at: at(date, time), reason: 'Quên quét, tôi thấy tại quầy', by: 'a2' },
      { at: now },
    )
  claim('a3', '2026-10-13', 1, 'out', '17:02')
  claim('a1', '2026-10-06', 0, 'in', '07:29')
  claim('a1', '2026-10-07', 0, 'in', '07:25')
  for (const [staff, code, document] of [
    ['a2', 'P', ''],
    ['a1', 'CT', 'LĐĐ-05/2026'],
  ] as const) {
    kiosk.add(
      'excuse-requested',
      {
        staff,
        from: '2026-11-09T00:00',
        to: '2026-11-10T24:00',
        code,
        document,
        reason: 'Theo lịch',
        by: 'a2',
      },
      { at: now },
    )
  }
  district.clock.set(now)
  await kiosk.hello()
  await kiosk.send(sent + 1)
  await kiosk.hello()
  for (const [kind, detail] of [
    ['fork', { from: 12, events: 3, quarantined: true }],
    ['clock-step', { deltaMs: -7_260_000 }],
    ['burst', { day: '2026-11-03' }],
  ] as const) {
    const place = { device: kiosk.device, point: 'point-a', log: kiosk.state.log, seq: 12 }
    await raiseIncident(db, { kind, ...place, at: now, detail, sameAs: `scene ${kind}` })
  }
  for (const account of [
    { username: 'tonghop', displayName: 'Trần Thị Thu Hà', role: 'district-administrator', point: null },
    { username: 'phoban', displayName: 'Lê Hữu Khánh', role: 'district-administrator', point: null },
    { username: 'lanhdao', displayName: 'Đặng Đức Mẫn', role: 'ward-leader', point: 'point-a' },
  ] as const) {
    await makeAccount(db, account)
  }
  await seatPeople(district)
  const clerk = await visitAs(district, 'clerk')
  await clerk.write('POST', '/api/v1/excuses', {
    person: 'a3',
    from: '2026-11-05T12:00',
    to: '2026-11-05T24:00',
    code: 'R0',
    document: '',
    reason: 'Việc gia đình',
  })
  const old = ['1', '2', '77']
    .flatMap((pin) => ['07:28:13', '17:03:55'].map((time) => `${pin}\t2025-06-02 ${time}\t3\t0\t1\t0`))
    .join('\n')
  await clerk.ask('/api/v1/imports/attlog?point=point-a&source=ZK-3&name=3_attlog.dat', {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.giogiac.attlog', 'idempotency-key': 'scene-attlog-1' },
    body: old,
  })
  return { district, kiosk, clerk }
}

/** Two counters, and who sits there since yesterday, as the office enters them. */
async function seatPeople(district: TestDistrict): Promise<void> {
  const office = await visitAs(district, 'district-administrator')
  for (const [name, field, person] of [
    ['Quầy 1', 'Tư pháp', 'a1'],
    ['Quầy 2', 'Đất đai', 'a3'],
  ]) {
    const made = await office.write('POST', '/api/v1/organisation/counters', {
      point: 'point-a',
      name,
      fields: [field],
      staffing: { kind: 'always' },
      validFrom: '2026-01-01',
      validTo: null,
    })
    if (made.status !== 200) throw new Error(made.text)
    const seated = await office.write('POST', '/api/v1/people/postings', {
      people: [person],
      from: addDays('2026-11-04', -1),
      change: { kind: 'counter', point: 'point-a', counter: MadeKey.parse(made.body).id },
    })
    if (seated.status !== 200) throw new Error(seated.text)
  }
}
