import { randomBytes, randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { keepDistrictKeys } from '../../district/context/district-keys.ts'
import { createDistrictServer } from '../../district/server/create-district-server.ts'
import { districtSeed } from './district-seed.ts'

/**
 * A district as a process of its own, to be killed: `DIRECTORY [URL]`. Tells its parent its port and key; the message
 * `seed` fills an empty one, `code` is answered with an enrolment code. Listens at `GIOGIAC_TEST_HOST`, on loopback without.
 */
const [directory = '', url] = process.argv.slice(2)
const opened = await openDatabase(
  url === undefined ? { kind: 'pglite', directory } : { kind: 'postgres', url },
)
if (opened.kind !== 'opened') throw new Error(opened.kind)
const { database } = opened
const keys = await keepDistrictKeys(directory)
const server = await createDistrictServer({
  database,
  clock: { now: () => Date.now() },
  newId: () => randomUUID(),
  randomBytes: (count) => randomBytes(count),
  keys,
  publicAddress: 'http://127.0.0.1',
  secureCookies: false,
})
process.on('message', async (message) => {
  if (message === 'seed') {
    await seedOrganisation(database.db, districtSeed())
    process.send?.({ seeded: true })
  }
  if (message !== 'code') return
  const kiosk = { point: 'point-a', name: 'Quầy' }
  const made = await createEnrolmentCode(database.db, kiosk, Date.now(), randomBytes)
  process.send?.({ code: made?.code })
})
process.on('disconnect', () => process.exit())
await server.listen({ host: process.env.GIOGIAC_TEST_HOST ?? '127.0.0.1', port: 0 })
const { port } = server.server.address() as AddressInfo
process.send?.({ port, key: keys.publicKey })
