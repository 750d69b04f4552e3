import { randomBytes, randomUUID } from 'node:crypto'
import { createEnrolmentCode } from '../../db/district/enrolment.ts'
import { openDatabase } from '../../db/district/open-database.ts'
import { seedOrganisation } from '../../db/district/seed-organisation.ts'
import { createDistrictServer } from '../../district/create-district-server.ts'
import { makeDistrictKeys } from '../../district/district-keys.ts'
import { benchSeed, POINTS } from './district-log.ts'

// A district in a process of its own: `node district-process.ts NOW [URL]`, PGlite in memory without a URL. Says
// {address, publicKey, codes} and ends with its standard input.
const [now = '0', url] = process.argv.slice(2)
const place =
  url === undefined ? ({ kind: 'pglite', directory: null } as const) : ({ kind: 'postgres', url } as const)
const opened = await openDatabase(place)
if (opened.kind !== 'opened') throw new Error(opened.kind)
const { database } = opened
await seedOrganisation(database.db, benchSeed())
const { keys } = await makeDistrictKeys()
const clock = { now: () => Number(now) }
const server = await createDistrictServer({
  database,
  clock,
  newId: () => randomUUID(),
  randomBytes: (count) => randomBytes(count),
  keys,
  publicAddress: 'http://127.0.0.1',
  secureCookies: false,
})
const address = await server.listen({ host: '127.0.0.1', port: 0 })
const codes: string[] = []
for (const point of POINTS) {
  const made = await createEnrolmentCode(database.db, { point, name: 'Kiosk' }, clock.now(), (n) =>
    randomBytes(n),
  )
  codes.push(made?.code ?? '')
}
process.stdout.write(`${JSON.stringify({ address, publicKey: keys.publicKey, codes })}\n`)
process.stdin.resume()
process.stdin.on('end', async () => {
  await server.close()
  await database.close()
  process.exit(0)
})
