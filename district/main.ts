import cluster from 'node:cluster'
import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { createAccount } from '../db/district/accounts.ts'
import { type DistrictDatabase, openDatabase } from '../db/district/open-database.ts'
import { createSnapshots } from '../db/district/snapshot.ts'
import { importFiles } from './by-hand/import-files.ts'
import { createDistrictServer } from './create-district-server.ts'
import { keepDistrictKeys, readDistrictKeys } from './district-keys.ts'
import { readOptions, type StartOptions } from './read-options.ts'
import { readSecret } from './read-secret.ts'
import { runProcesses } from './run-processes.ts'
import { createChangeTeller } from './staff/change-teller.ts'

const BUILT_PAGES = fileURLToPath(new URL('../out/renderer/district', import.meta.url))

/** Opens the database or says in one sentence why not. */
async function open({ databaseUrl, data }: StartOptions): Promise<DistrictDatabase> {
  const place =
    databaseUrl === null
      ? ({ kind: 'pglite', directory: data } as const)
      : ({ kind: 'postgres', url: databaseUrl } as const)
  const opened = await openDatabase(place)
  switch (opened.kind) {
    case 'opened':
      return opened.database
    case 'in-use':
      return stop(`Thư mục dữ liệu đang được tiến trình ${opened.pid} dùng (data directory in use).`)
    case 'from-the-future':
      return stop(
        'Cơ sở dữ liệu do bản mới hơn tạo; hãy dùng bản mới hơn (database is newer than this program).',
      )
    case 'inconsistent':
      return stop(`Lược đồ không khớp ở bước ${opened.migration} (schema differs from this program).`)
  }
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

/** Runs the server until it is told to stop. */
async function serve(options: StartOptions): Promise<void> {
  const database = await open(options)
  const keys =
    options.key === null ? await keepDistrictKeys(options.data) : await readDistrictKeys(options.key)
  const server = await createDistrictServer({
    database,
    clock: { now: () => Date.now() },
    newId: () => randomUUID(),
    randomBytes: (count) => randomBytes(count),
    keys,
    publicAddress: options.publicAddress,
    rendererDirectory: existsSync(join(BUILT_PAGES, 'index.html')) ? BUILT_PAGES : undefined,
    trustProxy: options.trustProxy ?? undefined,
    secureCookies: options.publicAddress.startsWith('https:'),
    logger: pino({ level: options.logLevel }),
  })
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    await server.close()
    await database.close()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  await server.listen({ host: options.host, port: options.port })
  process.stdout.write(`${options.publicAddress}\n`)
}

/** Several processes on one PostgreSQL; what must happen once happens before they start. */
async function serveTogether(options: StartOptions): Promise<void> {
  await (await open(options)).close()
  if (options.key === null) await keepDistrictKeys(options.data)
  await runProcesses(options.processes, {})
  process.exit(0)
}

/** Makes an account; the password comes from standard input, never from the command line. */
async function makeAccount(options: StartOptions): Promise<void> {
  const { username, displayName, role, point } = options.account
  const database = await open(options)
  const made = await createAccount(database.db, {
    username,
    displayName: displayName === '' ? username : displayName,
    role,
    point,
    password: await readSecret('Mật khẩu (≥ 12 ký tự): '),
  })
  await database.close()
  switch (made.kind) {
    case 'created':
      process.stdout.write(`Đã tạo tài khoản ${made.username}.\n`)
      return
    case 'taken':
      return stop('Tên đăng nhập này đã có.')
    case 'bad-username':
      return stop('Tên đăng nhập chỉ gồm chữ, số, dấu chấm, gạch dưới, gạch ngang.')
    case 'point-missing':
      return stop('Lãnh đạo phường cần --point; cán bộ cấp trên thì không.')
    case 'unknown-point':
      return stop(`Không có điểm tiếp nhận ${point}.`)
    case 'bad-password':
      return stop(made.problem === 'too-short' ? 'Mật khẩu quá ngắn.' : 'Mật khẩu quá dễ đoán.')
  }
}

/** Takes in logs that were carried here on a stick. */
async function importLogs(options: StartOptions): Promise<void> {
  const database = await open(options)
  const keys =
    options.key === null ? await keepDistrictKeys(options.data) : await readDistrictKeys(options.key)
  const teller = createChangeTeller(database.db)
  const snapshots = createSnapshots()
  const clock = { now: () => Date.now() }
  const whole = await importFiles({ database, keys, teller, snapshots, clock }, options.files, (line) =>
    process.stdout.write(`${line}\n`),
  )
  await teller.stop()
  await database.close()
  process.exitCode = whole ? 0 : 1
}

const read = readOptions(process.argv.slice(2), process.env)
if (read.kind === 'refused') stop(read.why)
else if (read.options.command === 'create-account') await makeAccount(read.options)
else if (read.options.command === 'import') await importLogs(read.options)
else if (cluster.isPrimary && read.options.processes > 1) await serveTogether(read.options)
else await serve(read.options)
