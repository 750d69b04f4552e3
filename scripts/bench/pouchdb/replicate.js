import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import PouchDB from 'pouchdb'

// Reads documents from standard input (NDJSON), keeps them in a local LevelDB, and replicates them to a fresh remote
// database once for every batch size named on the command line. Prints {batch: milliseconds}.
const SETTLE_MS = 500 // What was written before is put in order meanwhile.
const [address, ...sizes] = process.argv.slice(2)
let text = ''
for await (const chunk of process.stdin) text += chunk
const docs = text
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))
const folder = mkdtempSync(join(tmpdir(), 'giogiac-pouch-'))
const local = new PouchDB(join(folder, 'log'))
await local.bulkDocs(docs)
const times = {}
for (const size of sizes) {
  const remote = new PouchDB(`${address}/log${size}_${Date.now()}`)
  await remote.info()
  await setTimeout(SETTLE_MS)
  const begun = performance.now()
  const done = await local.replicate.to(remote, { batch_size: Number(size), batches_limit: 10 })
  times[size] = performance.now() - begun
  if (done.docs_written !== docs.length) throw new Error(`only ${done.docs_written} documents arrived`)
}
process.stdout.write(`${JSON.stringify(times)}\n`)
await local.close()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
