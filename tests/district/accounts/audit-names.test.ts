import { afterAll, beforeAll, expect, it } from 'vitest'
import { AuditPage, type AuditRow } from '../../../core/audit/audit-api.ts'
import { leaveTypeOf } from '../../../core/excuses/leave-types.ts'
import { audit, COMMAND_LINE } from '../../../db/district/accounts/audit.ts'
import { devices } from '../../../db/district/schema/devices.ts'
import { onBothEngines } from '../../support/both-engines.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { openAccount } from '../../support/open-account.ts'

const KIOSK = '5a3a2b1c-0000-4000-8000-000000000001'

onBothEngines('the log of what staff did, as it is told', (engine) => {
  let district: TestDistrict
  let admin: DistrictBrowser
  beforeAll(async () => {
    district = await createTestDistrict({ database: engine.database() })
    admin = await openAccount(district, {
      username: 'quan.tri',
      displayName: 'Trần Thị Quản',
      role: 'district-administrator',
    })
    const device = { id: KIOSK, point: 'point-a', name: 'Máy cửa chính', publicKey: 'A'.repeat(43) }
    await district.database.db
      .insert(devices)
      .values({ ...device, state: 'active', challenge: 'c', enrolledAt: 0 })
  })
  afterAll(() => district?.stop())

  const newest = async (by = admin): Promise<AuditRow | undefined> =>
    AuditPage.parse((await by.get('/api/v1/audit?limit=1')).body).items[0]
  const text = (words: string) => ({ kind: 'text', text: words })

  it('names people, points and whoever did it', async () => {
    const change = { name: 'Nguyễn Văn A1', title: 'Công chức', staffNumber: null }
    expect((await admin.post('/api/v1/people/a1', change, {}, 'PUT')).status).toBe(204)
    expect(await newest()).toMatchObject({
      action: 'people.change',
      whoName: 'Trần Thị Quản',
      subject: 'person:a1',
      about: { thing: 'person', value: text('Nguyễn Văn A1') },
    })
    const move = { point: 'point-b', counter: null, role: 'staff', from: '2026-12-01' }
    expect((await admin.post('/api/v1/people/a1/transfer', move)).status).toBe(204)
    expect((await newest())?.lines).toEqual([
      { field: 'point', before: [text('Quầy A')], values: [text('Quầy B')] },
      { field: 'from', values: [{ kind: 'date', date: '2026-12-01' }] },
      { field: 'role', values: [{ kind: 'word', group: 'posting', word: 'staff' }] },
    ])
  })

  it('names kiosks, and accounts that are there', async () => {
    await admin.post(`/api/v1/kiosks/${KIOSK}/revoke`, { reason: 'Máy bị lấy mất' })
    expect(await newest()).toMatchObject({
      about: { thing: 'kiosk', value: text('Máy cửa chính') },
      lines: [
        { field: 'point', values: [text('Quầy A')] },
        { field: 'reason', values: [text('Máy bị lấy mất')] },
      ],
    })
    await admin.post(`/api/v1/accounts/nobody/disable`, {})
    expect(await newest()).toMatchObject({
      outcome: 'refused',
      about: null,
      lines: [
        { field: 'status', values: [{ kind: 'word', group: 'status', word: '404' }] },
        { field: 'account', values: [{ kind: 'gone' }] },
      ],
    })
  })

  it('says the usual word for somebody whose name was erased, and that somebody is there no more', async () => {
    const { db } = district.database
    const row = (action: 'people.erase' | 'people.remove', subject: string) =>
      db.transaction((tx) => audit(tx, COMMAND_LINE, district.clock.now(), { action, subject }))
    await admin.post('/api/v1/people/a2/leave', { on: '2026-11-01' })
    const erased = await admin.post('/api/v1/people/a2/erase', { reason: 'quá hạn giữ' })
    expect(erased.status, erased.text).toBe(204)
    expect((await newest())?.about).toEqual({ thing: 'person', value: text('(đã xóa tên)') })
    await row('people.remove', 'person:nobody')
    expect(await newest()).toMatchObject({
      whoName: null,
      about: { thing: 'person', value: { kind: 'gone' } },
    })
  })

  it('tells nobody names beyond what they may see', async () => {
    const { db } = district.database
    const machines = await openAccount(district, { username: 'may.moc', role: 'system-administrator' })
    const wardA = await openAccount(district, {
      username: 'thanh.tra',
      role: 'inspector',
      organisation: 'ward-a',
    })
    const by = { username: 'thanh.tra', organisation: 'ward-a', point: null }
    await db.transaction((tx) =>
      audit(tx, by, district.clock.now(), {
        action: 'people.transfer',
        subject: 'person:b1',
        detail: { before: 'point-a', after: 'point-b', from: '2026-12-01', role: 'staff' },
      }),
    )
    expect((await newest(machines))?.about).toEqual({ thing: 'person', value: { kind: 'hidden' } })
    expect(await newest(wardA)).toMatchObject({
      about: { thing: 'person', value: { kind: 'hidden' } },
      lines: [{ field: 'point', before: [text('Quầy A')], values: [{ kind: 'hidden' }] }, {}, {}],
    })
    expect((await newest())?.about).toMatchObject({ value: { kind: 'text' } })
  })

  it('names an office’s own kinds of leave to those who see the office; others read the code', async () => {
    const { db } = district.database
    const inspectorOf = (organisation: string) =>
      openAccount(district, { username: `thanh.tra.${organisation}`, role: 'inspector', organisation })
    const [ofWardA, ofWardB] = [await inspectorOf('ward-a'), await inspectorOf('ward-b')]
    const noteOf = (organisation: string) =>
      db.transaction((tx) =>
        audit(tx, { username: 'quan.tri', organisation, point: null }, district.clock.now(), {
          action: 'excuses.request',
          subject: 'person:b1',
          detail: { code: 'ĐH' },
        }),
      )
    const setTypes = async (organisation: string, name: string) => {
      const study = { ...leaveTypeOf('P'), code: 'ĐH', name }
      const set = await admin.post(`/api/v1/organisations/${organisation}/leave-types`, [study], {}, 'PUT')
      expect(set.status, set.text).toBe(204)
    }
    const leaveTo = async (reader: DistrictBrowser) => (await newest(reader))?.lines
    const told = (words: string) => [{ field: 'leave', values: [text(words)] }]

    await setTypes('ward-b', 'Đi học dài hạn')
    await noteOf('ward-a')
    expect(await leaveTo(ofWardA)).toEqual(told('ĐH'))
    expect(await leaveTo(admin)).toEqual(told('Đi học dài hạn'))
    await setTypes('ward-a', 'Đi họp')
    await noteOf('ward-a')
    expect(await leaveTo(ofWardA)).toEqual(told('Đi họp'))
    await noteOf('ward-b')
    expect(await leaveTo(ofWardB)).toEqual(told('Đi học dài hạn'))
  })

  it('answers whatever stood in an address', async () => {
    for (const id of ['not-a-uuid', '%27%3B--', 'a'.repeat(60)])
      expect((await admin.post(`/api/v1/incidents/${id}/close`, { note: 'xem rồi' })).status).toBe(400)
    expect((await admin.get('/api/v1/audit?limit=5')).status).toBe(200)
  })
})
