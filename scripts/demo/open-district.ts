import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Enrolment } from '../../core/district/kiosks-api.ts'
import { type DistrictDatabase, openDatabase } from '../../db/district/engine/open-database.ts'
import { keepDistrictKeys } from '../../district/context/district-keys.ts'
import { createDistrictServer } from '../../district/server/create-district-server.ts'
import { BADGE_SHEET_STYLE } from './badge-sheet.ts'
import type { DemoStaff } from './demo-staff.ts'

export interface DemoDistrict {
  readonly server: FastifyInstance
  readonly database: DistrictDatabase
  readonly address: string
  close(): Promise<void>
}

const IDLE_MS = 8 * 3_600_000

/** The embedded district on loopback, with the page of printable badges beside its own pages. */
export async function openDemoDistrict(options: {
  readonly data: string
  readonly port: number
  readonly pages: string
  readonly clock: { now(): number }
  readonly badgePage: () => string
}): Promise<DemoDistrict> {
  const opened = await openDatabase({ kind: 'pglite', directory: join(options.data, 'district') })
  if (opened.kind !== 'opened') {
    throw new Error(
      opened.kind === 'in-use'
        ? `Bản minh hoạ đang chạy ở tiến trình ${opened.pid} (the demo is already running on this data).`
        : `Không mở được dữ liệu minh hoạ: ${opened.kind} (cannot open the demo's data).`,
    )
  }
  const { database } = opened
  const address = `http://127.0.0.1:${options.port}`
  const server = await createDistrictServer({
    database,
    clock: options.clock,
    newId: () => randomUUID(),
    randomBytes: (count) => randomBytes(count),
    keys: await keepDistrictKeys(join(options.data, 'district')),
    publicAddress: address,
    rendererDirectory: options.pages,
    secureCookies: false,
    sessionLimits: { idleMs: IDLE_MS, absoluteMs: IDLE_MS },
  })
  const policy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
  server.get('/demo/badges', { schema: { hide: true } }, (_request, reply) =>
    reply.header('content-security-policy', policy).type('text/html').send(options.badgePage()),
  )
  server.get('/demo/badges.css', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css').send(BADGE_SHEET_STYLE),
  )
  await server.listen({ host: '127.0.0.1', port: options.port })
  return {
    server,
    database,
    address,
    close: async () => {
      await server.close()
      await database.close()
    },
  }
}

/** Asks for one-time enrolment tickets, as a person of the office does on the kiosks page. */
export async function enrolmentTickets(
  staff: DemoStaff,
  kiosks: readonly { readonly point: string; readonly name: string }[],
): Promise<string[]> {
  const tickets: string[] = []
  for (const kiosk of kiosks) {
    tickets.push(Enrolment.parse(await staff.post('/api/v1/enrolments', kiosk)).ticket)
  }
  return tickets
}
