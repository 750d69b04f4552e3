import cluster from 'node:cluster'
import { randomBytes, randomUUID } from 'node:crypto'
import { openDatabase } from '../../db/district/engine/open-database.ts'
import { runProcesses } from '../../district/commands/run-processes.ts'
import { makeDistrictKeys, readDistrictKeys } from '../../district/context/district-keys.ts'
import { createDistrictServer } from '../../district/server/create-district-server.ts'

// A district that is there already, served by so many processes: `node serve-district.ts NOW URL PROCESSES`. Says
// {address, publicKey} and ends with its standard input.
const [now = '0', url = '', processes = '1'] = process.argv.slice(2)

if (cluster.isWorker) {
  const opened = await openDatabase({ kind: 'postgres', url })
  if (opened.kind !== 'opened') throw new Error(opened.kind)
  const server = await createDistrictServer({
    database: opened.database,
    clock: { now: () => Number(now) },
    newId: () => randomUUID(),
    randomBytes: (count) => randomBytes(count),
    keys: await readDistrictKeys(process.env.BENCH_KEY ?? ''),
    publicAddress: 'http://127.0.0.1',
    secureCookies: false,
    trustProxy: '127.0.0.1',
  })
  await server.listen({ host: '127.0.0.1', port: 0 })
} else {
  const { keys, jwk } = await makeDistrictKeys()
  process.stdin.resume()
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'))
  let listening = 0
  cluster.on('listening', (_worker, { port }) => {
    if (++listening < Number(processes)) return
    process.stdout.write(
      `${JSON.stringify({ address: `http://127.0.0.1:${port}`, publicKey: keys.publicKey })}\n`,
    )
  })
  await runProcesses(Number(processes), { BENCH_KEY: JSON.stringify(jwk) })
  process.exit(0)
}
