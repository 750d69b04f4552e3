import type { FastifyInstance } from 'fastify'
import { visiblePoints } from '../../db/district/scope.ts'
import type { DistrictContext } from '../district-context.ts'
import { whoAsks } from './staff-session.ts'

const HEARTBEAT_MS = 20_000
/** The browser comes back by itself, and its session is looked at again. */
const LONGEST_MS = 30 * 60_000

/** News for open pages, by server-sent events: what changed, never what it is now. */
export async function liveRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const ends = new Set<() => void>()
  app.addHook('preClose', async () => {
    for (const end of ends) end()
  })

  app.get(
    '/api/v1/live',
    {
      config: { access: 'presence.read' },
      schema: { summary: 'News: text/event-stream of LiveChange', tags: ['presence'] },
    },
    async (request, reply) => {
      const only = visiblePoints(await context.snapshots.current(context.database.db), whoAsks(request))
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      raw.write('retry: 2000\n\n')
      const stop = context.live.hear((change) => {
        if (only === null || only.has(change.point)) raw.write(`data: ${JSON.stringify(change)}\n\n`)
      })
      const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS)
      const end = () => {
        clearInterval(heartbeat)
        clearTimeout(longest)
        stop()
        ends.delete(end)
        raw.end()
      }
      const longest = setTimeout(end, LONGEST_MS)
      ends.add(end)
      raw.on('close', end)
    },
  )
}
