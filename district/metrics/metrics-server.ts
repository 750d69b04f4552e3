import { createServer, type Server } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type DistrictCounts, readDistrictCounts } from '../../db/district/engine/district-counts.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { RequestCounts } from './request-counts.ts'

/** Never anywhere else: the numbers are for the machine that the district runs on. */
const LOOPBACK = '127.0.0.1'

const gauge = (name: string, value: number): string => `# TYPE ${name} gauge\n${name} ${value}`

function districtText(counts: DistrictCounts): string {
  return [
    gauge('giogiac_database_up', 1),
    '# TYPE giogiac_kiosks gauge',
    `giogiac_kiosks{state="active"} ${counts.activeKiosks}`,
    `giogiac_kiosks{state="revoked"} ${counts.revokedKiosks}`,
    gauge('giogiac_kiosks_silent', counts.silentKiosks),
    gauge('giogiac_events_held', counts.eventsHeld),
    gauge('giogiac_sessions_open', counts.openSessions),
  ].join('\n')
}

/** Answers `GET /metrics` on loopback in Prometheus' text format. @param port 0: a free one */
export async function startMetrics(
  options: {
    readonly db: DistrictDb
    readonly clock: { now(): number }
    readonly requests: RequestCounts
    readonly lastBackupAt: () => number | null
  },
  port: number,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const text = async (): Promise<string> => {
    const district = await readDistrictCounts(options.db, options.clock.now()).then(districtText, () =>
      gauge('giogiac_database_up', 0),
    )
    const backupAt = options.lastBackupAt()
    const parts = [
      options.requests.text(),
      district,
      gauge('process_resident_memory_bytes', process.memoryUsage.rss()),
      gauge('process_uptime_seconds', Math.round(process.uptime())),
      gauge('nodejs_eventloop_lag_p99_seconds', delay.percentile(99) / 1e9),
      ...(backupAt === null ? [] : [gauge('giogiac_last_backup_timestamp_seconds', backupAt / 1000)]),
    ]
    return `${parts.join('\n')}\n`
  }
  const server: Server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    text().then(
      (body) =>
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(body),
      () => response.writeHead(500).end(),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: LOOPBACK, port, exclusive: true }, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: async () => {
      delay.disable()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
