import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { csvFile } from '../../core/csv.ts'
import { readKiosks } from '../../db/district/kiosks/kiosk-status.ts'
import { visiblePoints, wasPersonInScope } from '../../db/district/organisation/scope.ts'
import { affectedPeople } from '../../db/district/retention/personal-data.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { fileRoute } from '../staff/file-route.ts'
import { refuse } from '../staff/staff-route.ts'
import { personPapers } from './person-papers.ts'

const tag = 'personal-data'
const permission = 'personal-data.write'
const Instant = z.coerce.number().int().min(0).max(8_640_000_000_000_000)

/** What the law gives a person: all their data, and word when a kiosk with it was lost. */
export async function personalDataRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  fileRoute(app, context, {
    url: '/api/v1/people/:person/personal-data',
    permission,
    action: 'personal-data.export',
    summary: 'All data of one person, as JSON or as a page to print',
    tag,
    params: z.object({ person: z.string().min(1).max(64) }),
    query: z.object({ form: z.enum(['json', 'html']).default('json') }),
    handle: async ({ db, snapshot, who, now, params: { person }, query: { form } }) => {
      if (!wasPersonInScope(snapshot, who, person)) return refuse(404, 'people.no-person')
      const { machine, readable, rows } = await personPapers(db, snapshot, person, now)
      const isPage = form === 'html'
      return {
        name: `du-lieu-ca-nhan-${person}.${form}`,
        type: isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
        bytes: Buffer.from(isPage ? readable : machine),
        subject: `person:${person}`,
        detail: { rows, form },
      }
    },
  })

  fileRoute(app, context, {
    url: '/api/v1/kiosks/:device/affected',
    permission,
    action: 'personal-data.affected',
    summary: 'Everybody of whom a kiosk recorded something between two instants, as CSV',
    tag,
    params: z.object({ device: z.uuid() }),
    query: z.object({ from: Instant.default(0), to: Instant.default(8_640_000_000_000_000) }),
    handle: async ({ db, snapshot, who, now, params: { device }, query }) => {
      const kiosks = await readKiosks(db, visiblePoints(snapshot, who), now)
      if (!kiosks.some(({ id }) => id === device)) return refuse(404, 'kiosks.no-kiosk')
      const found = await affectedPeople(db, { device, ...query })
      const rows = found.map(({ person, name, events, first, last }) => [
        person,
        name ?? '',
        events,
        new Date(first).toISOString(),
        new Date(last).toISOString(),
      ])
      return {
        name: `anh-huong-${device}.csv`,
        type: 'text/csv; charset=utf-8',
        bytes: Buffer.from(csvFile([['id', 'Họ và tên', 'Số sự kiện', 'Từ', 'Đến'], ...rows])),
        subject: `kiosk:${device}`,
        detail: { people: found.length, ...query },
      }
    },
  })
}
