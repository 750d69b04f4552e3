import { expect, it } from 'vitest'
import type { DistrictDb } from '../../../../db/district/engine/district-db.ts'
import { createSnapshots } from '../../../../db/district/organisation/read-snapshot.ts'
import { openTestDatabase } from '../../../support/create-test-district.ts'

/** The same database over connections that answer one question, and the next only when `open` resolves. */
function slow<T extends object>(of: T, open: Promise<void>, asked = { count: 0 }): T {
  return new Proxy(of, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof value !== 'function') return value
      if (key !== 'then') {
        return (...args: unknown[]) => {
          const given: unknown = value.apply(target, args)
          return typeof given === 'object' && given !== null ? slow(given, open, asked) : given
        }
      }
      return async (...args: unknown[]) => {
        asked.count++
        if (asked.count > 1) await open
        return value.apply(target, args)
      }
    },
  })
}

it('a reading over connections that are stuck is waited for by nobody who asks over others', async () => {
  const database = await openTestDatabase({ kind: 'pglite', directory: null })
  const { promise: open, resolve } = Promise.withResolvers<void>()
  const office: DistrictDb = slow(database.db, open)
  const snapshots = createSnapshots()
  const ofOffice = snapshots.current(office)
  const alsoOfOffice = snapshots.current(office)
  await new Promise(setImmediate)
  const ofKiosk = await snapshots.current(database.kiosks)
  expect(ofKiosk.people.size).toBe(0)
  resolve()
  expect(await ofOffice).toEqual(ofKiosk)
  expect(await alsoOfOffice).toEqual(ofKiosk)
  await database.close()
})
