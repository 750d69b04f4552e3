import { randomUUID } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { Device } from '../../../../db/district/kiosks/devices.ts'
import { directoryOf } from '../../../../db/district/kiosks/directory.ts'
import { listNotices, removeNotice, saveNotice } from '../../../../db/district/organisation/notices.ts'
import { createSnapshots, readVersions } from '../../../../db/district/organisation/read-snapshot.ts'
import { seedOrganisation } from '../../../../db/district/organisation/seed-organisation.ts'
import { onBothEngines } from '../../../support/both-engines.ts'
import { districtSeed } from '../../../support/district-seed.ts'

const ONE_KIOSK = { kiosks: 1, lastOtherAt: null }

const NOW = Date.UTC(2026, 10, 18, 1)
const notice = (more: object = {}) => ({
  id: randomUUID(),
  organisation: null,
  text: 'Ngày 24/11 nghỉ lễ, Bộ phận Một cửa không tiếp dân.',
  validFrom: '2026-11-16',
  validTo: '2026-11-24',
  ...more,
})

onBothEngines('notices to citizens', (engine) => {
  const db = () => engine.database().db
  beforeEach(async () => {
    await seedOrganisation(db(), districtSeed())
    for (const { id } of await listNotices(db())) await removeNotice(db(), id)
  })

  const shownAt = async (point: string, now = NOW): Promise<string[]> => {
    const snapshot = await createSnapshots().current(db())
    const device = { id: randomUUID(), point, name: 'Quầy 1' }
    return directoryOf(snapshot, device as Device, ONE_KIOSK, now).notices.map(({ text }) => text)
  }

  it('go to the points of their organisation and of those below it, until their last day', async () => {
    await saveNotice(db(), notice({ text: 'mọi nơi' }))
    await saveNotice(db(), notice({ text: 'cả thành phố', organisation: 'city', validTo: null }))
    await saveNotice(db(), notice({ text: 'phường A', organisation: 'ward-a', validFrom: '2026-11-20' }))
    await saveNotice(db(), notice({ text: 'đã qua', validTo: '2026-11-17' }))
    expect((await shownAt('point-a')).sort()).toEqual(['cả thành phố', 'mọi nơi', 'phường A'])
    expect((await shownAt('point-b')).sort()).toEqual(['cả thành phố', 'mọi nơi'])
    expect(await shownAt('point-b', Date.UTC(2026, 10, 24, 17))).toEqual(['cả thành phố'])
    expect(await listNotices(db(), ['ward-a'])).toMatchObject([{ text: 'phường A' }])
    expect(await listNotices(db())).toHaveLength(4)
  })

  it('move the directory version with every change, and with nothing else', async () => {
    const one = notice()
    let last = (await readVersions(db())).directoryVersion
    const moves = async (change: () => Promise<unknown>): Promise<boolean> => {
      await change()
      const { directoryVersion } = await readVersions(db())
      const moved = directoryVersion > last
      last = directoryVersion
      return moved
    }
    expect(await moves(() => saveNotice(db(), one))).toBe(true)
    expect(await moves(() => saveNotice(db(), one))).toBe(false)
    expect(await moves(() => saveNotice(db(), { ...one, text: 'Khác' }))).toBe(true)
    expect(await moves(() => removeNotice(db(), one.id))).toBe(true)
    expect(await moves(() => removeNotice(db(), one.id))).toBe(false)
    expect(await removeNotice(db(), one.id)).toBe(false)
  })

  it('hold no text that turns the writing of a screen, none that is empty, none that ends before it begins', async () => {
    await saveNotice(db(), notice({ text: ' \u202EThông\u0000 báo\u200B ' }))
    expect(await listNotices(db())).toMatchObject([{ text: 'Thông báo' }])
    for (const wrong of [
      { text: '\u200B \u0000' },
      { text: 'x'.repeat(281) },
      { validTo: '2026-11-15' },
      { validFrom: '2026-02-29' },
      { id: "x' or 1=1" },
    ]) {
      await expect(saveNotice(db(), notice(wrong))).rejects.toThrow()
    }
    expect(await saveNotice(db(), notice({ organisation: 'nowhere' }))).toEqual({
      kind: 'unknown-organisation',
    })
    expect(await listNotices(db())).toHaveLength(1)
  })
})
