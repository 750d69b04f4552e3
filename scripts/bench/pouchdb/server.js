import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import expressPouchDb from 'express-pouchdb'
import PouchDB from 'pouchdb'

// PouchDB-server as its own package sets it up: LevelDB in a folder, all routes, no log file.
const folder = mkdtempSync(join(tmpdir(), 'giogiac-pouch-server-'))
const Served = PouchDB.defaults({ prefix: `${folder}/` })
const app = express()
app.use(
  '/',
  expressPouchDb(Served, { configPath: join(folder, 'config.json'), logPath: join(folder, 'log.txt') }),
)
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`))
process.stdin.resume()
process.stdin.on('end', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
