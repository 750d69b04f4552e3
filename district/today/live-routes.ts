import type { FastifyInstance } from 'fastify'
import { Problem } from '../../core/district/sign-in-api.ts'
import { visiblePoints } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { stillMay, whoAsks } from '../staff/staff-session.ts'

const HEARTBEAT_MS = 20_000
/** The browser comes back by itself, and its scope is looked at again. */
const LONGEST_MS = 30 * 60_000
/** Of one account, in one server: one for each page that somebody has open. */
const MOST_OPEN = 20
/** Bytes that a reader may be behind; it is cut off then, and asks for everything when it comes back. */
const MOST_BEHIND = 256 * 1024

/** News for open pages, by server-sent events: what changed, never what it is now. They end with the session. */
export async function liveRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const ends = new Set<() => void>()
  const open = new Map<string, number>()
  app.addHook('preClose', async () => {
    for (const end of ends) end()
  })

  app.get(
    '/api/v1/live',
    {
      config: { access: 'presence.read' },
      schema: {
        summary: 'News: text/event-stream of LiveChange',
        tags: ['presence'],
        response: { 429: Problem },
      },
    },
    async (request, reply) => {
      const { username } = whoAsks(request)
      const only = visiblePoints(await context.snapshots.current(context.database.db), whoAsks(request))
      const held = open.get(username) ?? 0
      if (held >= MOST_OPEN) {
        return sendProblem(reply, 429, 'today.too-many-pages', { most: MOST_OPEN })
      }
      open.set(username, held + 1)
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      let isOver = false
      const end = () => {
        if (isOver) return
        isOver = true
        clearInterval(heartbeat)
        clearTimeout(longest)
        stop()
        ends.delete(end)
        const left = (open.get(username) ?? 1) - 1
        if (left > 0) open.set(username, left)
        else open.delete(username)
        raw.end()
      }
      const write = (text: string) => {
        raw.write(text)
        if (raw.writableLength > MOST_BEHIND) end()
      }
      const look = async () => {
        if (!(await stillMay(context, request).catch(() => false))) end()
      }
      const stop = context.live.hear({
        changed(change) {
          if (only === null || only.has(change.point)) write(`data: ${JSON.stringify(change)}\n\n`)
        },
        lookAgain(who) {
          if (who === username) void look()
        },
      })
      const heartbeat = setInterval(() => {
        write(': \n\n')
        void look()
      }, HEARTBEAT_MS)
      const longest = setTimeout(end, LONGEST_MS)
      ends.add(end)
      raw.on('close', end)
      write('retry: 2000\n\n')
      // It may have ended while nobody listened yet.
      await look()
      return reply
    },
  )
}
