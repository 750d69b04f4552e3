import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { reachOf } from '../../core/district/reachable-address.ts'
import { countAdministrators } from '../../db/district/accounts/account-list.ts'
import { forgetOldAnswers, KEEP_ANSWERS_MS } from '../../db/district/engine/idempotency.ts'
import { repairLogEnds } from '../../db/district/intake/repair-log-ends.ts'
import { type BackupKeeper, keepBackups } from '../backups/keep-backups.ts'
import { keepDistrictKeys } from '../context/district-keys.ts'
import { runEvery } from '../context/run-every.ts'
import { startMetrics } from '../metrics/metrics-server.ts'
import { createRequestCounts } from '../metrics/request-counts.ts'
import { createDistrictServer } from '../server/create-district-server.ts'
import { newChallenge } from '../wire/kiosk-exchange.ts'
import { keysOf, openOrStop, say } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'
import { processPlace, runProcesses } from './run-processes.ts'

const BUILT_PAGES = fileURLToPath(new URL('../../out/renderer/district', import.meta.url))
/** Within the data folder: newer versions of the kiosk's program, one folder a platform. */
const UPDATES_FOLDER = 'updates'
const UPLOADS_FOLDER = 'uploads'
const HOUR_MS = 3_600_000

/** Runs the server until it is told to stop: requests that are being answered are answered first. */
export async function serve(options: StartOptions): Promise<void> {
  const database = await openOrStop(options)
  const clock = { now: () => Date.now() }
  const logger = pino({ level: options.logLevel })
  const requests = createRequestCounts()
  const keys = await keysOf(options)
  if (processPlace() === 0) {
    const repaired = await repairLogEnds(database.db, () => newChallenge({ randomBytes }))
    for (const { log, from, to } of repaired) logger.warn({ log, from, to }, 'a log’s end was put right')
  }
  const server = await createDistrictServer({
    database,
    clock,
    newId: () => randomUUID(),
    randomBytes: (count) => randomBytes(count),
    keys,
    publicAddress: options.publicAddress,
    rendererDirectory: existsSync(join(BUILT_PAGES, 'index.html')) ? BUILT_PAGES : undefined,
    updatesDirectory: join(options.data, UPDATES_FOLDER),
    uploadsDirectory: join(options.data, UPLOADS_FOLDER),
    trustProxy: options.trustProxy ?? undefined,
    secureCookies: options.publicAddress.startsWith('https:'),
    secondFactor: options.secondFactor,
    onAnswer: (answered) => requests.note(answered),
    logger,
  })
  // One process of several makes the backups and tidies up.
  const backups: BackupKeeper | null =
    options.backups === null || processPlace() > 0
      ? null
      : keepBackups({
          db: database.db,
          clock,
          directory: options.backups.directory,
          key: keys,
          everyMs: options.backups.everyHours * HOUR_MS,
          onFailure: (error) => logger.error({ error: (error as Error).name }, 'the backup failed'),
        })
  const tidying =
    processPlace() > 0
      ? null
      : runEvery({
          everyMs: KEEP_ANSWERS_MS,
          clock,
          work: () => forgetOldAnswers(database.db, clock.now()),
          onFailure: (error) =>
            logger.error({ error: (error as Error).name }, 'old answers were not forgotten'),
        })
  const metrics =
    options.metricsPort === null
      ? null
      : await startMetrics(
          { db: database.db, clock, requests, lastBackupAt: () => backups?.lastAt() ?? null },
          options.metricsPort + processPlace(),
        )
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    await server.close()
    await metrics?.close()
    await backups?.stop()
    await tidying?.stop()
    await database.close()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  await server.listen({ host: options.host, port: options.port })
  if ((await countAdministrators(database.db)) === 0) {
    say('Chưa có quản trị: npm run district -- create-administrator --username … (no administrator yet)')
  }
  if (reachOf(options.publicAddress) === 'loopback') {
    say(
      'Chỉ máy này vào được địa chỉ dưới đây; để máy chấm công ở phường vào: --host và --address (only this machine reaches the address below; for kiosks give --host and --address)',
    )
  }
  say(options.publicAddress)
}

/** Several processes on one PostgreSQL; what must happen once happens before they start. */
export async function serveTogether(options: StartOptions): Promise<void> {
  await (await openOrStop(options)).close()
  if (options.key === null) await keepDistrictKeys(options.data)
  await runProcesses(options.processes, {})
  process.exit(0)
}
