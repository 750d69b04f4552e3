import cluster from 'node:cluster'
import { randomBytes, randomUUID } from 'node:crypto'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import { usualProcesses } from '../../district/commands/read-options.ts'
import { runProcesses } from '../../district/commands/run-processes.ts'
import {
  type DistrictKeys,
  makeDistrictKeys,
  readDistrictKeys,
} from '../../district/context/district-keys.ts'
import { createDistrictServer } from '../../district/server/create-district-server.ts'
import { benchSeed, POINTS } from './district-log.ts'

// A district by itself: `node district-process.ts NOW PLACE`. In a folder it is one process on PGlite; on PostgreSQL, by
// its URL, as many as `district/main.ts` starts. Says {address, publicKey, codes} and ends with its standard input.
const [now = '0', where = ''] = process.argv.slice(2)
const clock = { now: () => Number(now) }

const embedded = !where.startsWith('postgres:')
const place = embedded
  ? ({ kind: 'pglite', directory: where } as const)
  : ({ kind: 'postgres', url: where } as const)
const opened = await openDatabase(place)
if (opened.kind !== 'opened') throw new Error(opened.kind)
const { database } = opened

async function serve(keys: DistrictKeys): Promise<string> {
  const server = await createDistrictServer({
    database,
    clock,
    newId: () => randomUUID(),
    randomBytes: (count) => randomBytes(count),
    keys,
    publicAddress: 'http://127.0.0.1',
    secureCookies: false,
  })
  return server.listen({ host: '127.0.0.1', port: 0 })
}

const say = (address: string, publicKey: string, codes: readonly string[]) =>
  process.stdout.write(`${JSON.stringify({ address, publicKey, codes })}\n`)

if (cluster.isWorker) {
  await serve(await readDistrictKeys(process.env.BENCH_KEY ?? ''))
} else {
  await seedOrganisation(database.db, benchSeed())
  const { keys, jwk } = await makeDistrictKeys()
  const codes: string[] = []
  for (const point of POINTS) {
    const kiosk = { point, name: 'Kiosk' }
    const made = await createEnrolmentCode(database.db, kiosk, clock.now(), (count) => randomBytes(count))
    codes.push(made?.code ?? '')
  }
  process.stdin.resume()
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
  if (embedded) {
    say(await serve(keys), keys.publicKey, codes)
  } else {
    const count = usualProcesses()
    let listening = 0
    cluster.on('listening', (_worker, { port }) => {
      if (++listening === count) say(`http://127.0.0.1:${port}`, keys.publicKey, codes)
    })
    await runProcesses(count, { BENCH_KEY: JSON.stringify(jwk) })
    process.exit(0)
  }
}
