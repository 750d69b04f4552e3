import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LogReport } from '../core/log/log-report.ts'
import type { DatabasePlace } from '../db/district/engine/open-database.ts'
import { LOG_FILE } from '../db/kiosk/files/log-files.ts'
import { wordsFor, wordsForAudit } from './verify-log/report-words.ts'
import { verifyFile } from './verify-log/verify-file.ts'
import { verifyKiosk } from './verify-log/verify-kiosk.ts'

/**
 * `npm run verify-log -- FILE|DATABASE`: an exported log (.gglog), a kiosk's log (`log.db` or its folder), or a district's
 * (its data folder or a PostgreSQL address). Reads only. Ends with 0: whole, 1: something is wrong, 2: cannot be read.
 */
const USAGE = `verify-log FILE.gglog [--key K] [--district-key K] | KIOSK-FOLDER | log.db [--district-key K]
  | DISTRICT-FOLDER | postgres://… [--district-key K]…   [--json]`

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false

function beginsWith(path: string, magic: string): boolean {
  const bytes = Buffer.alloc(magic.length)
  const handle = openSync(path, 'r')
  readSync(handle, bytes, 0, bytes.length, 0)
  closeSync(handle)
  return bytes.toString('latin1') === magic
}

/** What is wrong with a district's log of what staff did; empty: nothing. */
let auditFault = ''

interface Asked {
  readonly key: string | null
  /** Several only of a district, which may have had more than one. */
  readonly districtKeys: readonly string[]
}

async function* reportsOf(place: string, { key, districtKeys }: Asked): AsyncGenerator<LogReport> {
  if (/^postgres(ql)?:/.test(place)) return yield* ofDistrict({ kind: 'postgres', url: place }, districtKeys)
  if (!existsSync(place)) stop(`${place}: không có (not there)`)
  if (existsSync(join(place, 'pglite')))
    return yield* ofDistrict({ kind: 'pglite', directory: place }, districtKeys)
  const districtKey = districtKeys[0] ?? null
  const kiosk = isFile(place) ? place : join(place, LOG_FILE)
  if (!isFile(kiosk)) stop(`${place}: không có nhật ký (no log here)\n${USAGE}`)
  if (!beginsWith(kiosk, 'SQLite format 3'))
    return yield await verifyFile(kiosk, { device: key, district: districtKey })
  const report = await verifyKiosk(kiosk, districtKey)
  if (report === null) stop(`${place}: không có nhật ký (no log in it)`)
  yield report
}

async function* ofDistrict(place: DatabasePlace, keys: readonly string[]): AsyncGenerator<LogReport> {
  // The embedded database alone takes more memory than all the rest: only who asks for a district loads it.
  const { openDistrictForVerifying } = await import('../db/district/chain/open-for-verifying.ts')
  const { verifyDistrict } = await import('./verify-log/verify-district.ts')
  const opened = await openDistrictForVerifying(place)
  if (opened.kind === 'in-use')
    stop(`Thư mục đang được tiến trình ${opened.pid} dùng (in use); hãy dừng máy chủ trước.`)
  if (opened.kind === 'none') stop('Không có cơ sở dữ liệu ở đây (no database here).')
  try {
    yield* verifyDistrict(opened.district, keys)
    auditFault = wordsForAudit(await opened.district.audit())
  } finally {
    await opened.district.close()
  }
}

const { values, positionals } = parseArgs({
  options: {
    key: { type: 'string' },
    'district-key': { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  allowPositionals: true,
})
const [place, ...more] = positionals
if (place === undefined || more.length > 0) stop(USAGE)
let faults = 0
let logs = 0
for await (const report of reportsOf(place, {
  key: values.key ?? null,
  districtKeys: values['district-key'] ?? [],
})) {
  logs++
  if (report.fault !== null) faults++
  const lines = values.json ? [JSON.stringify(report)] : wordsFor(report, Date.now())
  process.stdout.write(`${lines.join('\n')}\n`)
}
if (auditFault !== '') process.stdout.write(`✗ ${auditFault}\n`)
if (!values.json) process.stdout.write(`\n${logs} nhật ký (logs), ${faults} có lỗi (with faults)\n`)
process.exitCode = faults > 0 || auditFault !== '' ? 1 : 0
