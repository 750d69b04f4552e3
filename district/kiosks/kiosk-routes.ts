import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { RenameKiosk, RevokeKiosk } from '../../core/district/kiosks-api.ts'
import { tidyText } from '../../core/names.ts'
import { readDevice, renameDevice } from '../../db/district/kiosks/devices.ts'
import { revokeDevice } from '../../db/district/kiosks/enrolment.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'

const params = z.object({ kiosk: z.uuid() })
const tag = 'kiosks'

/** Names of kiosks, and the end of one: what a revoked kiosk still sends goes to quarantine. */
export async function kioskRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  writeRoute(app, context, {
    url: '/api/v1/kiosks/:kiosk/revoke',
    permission: 'kiosks.write',
    action: 'kiosks.revoke',
    summary: 'Refuse a kiosk from its next word on',
    tag,
    params,
    body: RevokeKiosk,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { kiosk }, body }) => {
      const device = await readDevice(tx, kiosk)
      if (device === null || !pointsInScope(snapshot, who).has(device.point))
        return refuse(404, 'kiosks.no-kiosk')
      if (device.state === 'revoked') return refuse(409, 'kiosks.already-revoked')
      await revokeDevice(tx, kiosk)
      return {
        answer: null,
        subject: `kiosk:${kiosk}`,
        detail: { point: device.point, reason: tidyText(body.reason) },
      }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/kiosks/:kiosk',
    method: 'PATCH',
    permission: 'kiosks.write',
    action: 'kiosks.rename',
    summary: 'Give a kiosk another name',
    tag,
    params,
    body: RenameKiosk,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { kiosk }, body }) => {
      const device = await readDevice(tx, kiosk)
      if (device === null || !pointsInScope(snapshot, who).has(device.point))
        return refuse(404, 'kiosks.no-kiosk')
      const name = tidyText(body.name)
      if (name === '' || name.includes('\0')) return refuse(400, 'kiosks.bad-name')
      await renameDevice(tx, kiosk, name)
      return { answer: null, subject: `kiosk:${kiosk}`, detail: { before: device.name, after: name } }
    },
  })
}
