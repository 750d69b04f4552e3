import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { MANIFEST_FILE, PACKAGE_FILE, SIGNATURE_FILE } from '../../core/update/update-manifest.ts'
import { openPlainFile } from '../../db/open-plain-file.ts'

const Asked = z.object({
  platform: z.string().regex(/^[a-z0-9]{1,20}-[a-z0-9]{1,20}$/),
  name: z.enum([MANIFEST_FILE, SIGNATURE_FILE, PACKAGE_FILE]),
})

/**
 * Hands newer versions of the kiosk's program to kiosks: whatever lies in `FOLDER/<platform>/` under the three names.
 * They are signed by whoever releases them, so anybody may have them and nothing here is vouched for.
 */
export async function updateShelf(app: FastifyInstance, folder: string): Promise<void> {
  app.get(
    '/api/v1/updates/:platform/:name',
    { schema: { hide: true }, config: { rateLimit: { max: 60, timeWindow: 60_000 } } },
    async (request, reply) => {
      const asked = Asked.safeParse(request.params)
      if (!asked.success) return reply.callNotFound()
      const { platform, name } = asked.data
      try {
        const file = await openPlainFile(join(folder, platform, name))
        const { size } = await file.stat()
        return reply
          .type('application/octet-stream')
          .header('content-length', size)
          .send(file.createReadStream())
      } catch {
        return reply.callNotFound()
      }
    },
  )
}
