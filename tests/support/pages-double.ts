import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { NewEnrolment } from '../../core/district/kiosks-api.ts'
import { type Me, SignIn } from '../../core/district/sign-in-api.ts'
import { localDateOf } from '../../core/time.ts'
import { personMonthAnswer, todayAnswer, wardDayAnswer } from './invented-answers.ts'
import { CITY, KIOSKS, NOW, ZONE } from './invented-district.ts'
import { POINTS } from './invented-people.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
/** Both sign in with this. */
export const PASSWORD = 'matkhau'
const ACCOUNTS: readonly Me[] = [
  {
    username: 'tonghop',
    displayName: 'Trần Thị Thu Hà',
    role: 'district-administrator',
    point: null,
    organisation: null,
    stage: 'open',
    organisationName: CITY,
    zone: ZONE,
    now: NOW,
  },
  {
    username: 'lanhdao',
    displayName: 'Nguyễn Văn Bảo',
    role: 'ward-leader',
    point: 'p1',
    organisation: null,
    stage: 'open',
    organisationName: 'UBND phường An Lộc',
    zone: ZONE,
    now: NOW,
  },
]

/** The policy under which the pages have to work: no inline script, style elements only with the nonce. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

export interface PagesDouble {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  /** A person scans; everybody who listens is told. */
  scan(person: string, at: number): void
  /** Every session ends at once, as after a restart. */
  endSessions(): void
  close(): Promise<void>
}

const problem = (reply: FastifyReply, status: number, detail: string): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: 'Không thực hiện được', status, detail })

function addSignIn(app: FastifyInstance, sessions: Map<string, Me>): (request: FastifyRequest) => Me | null {
  const wrongTries = new Map<string, number>()
  const meOf = (request: FastifyRequest): Me | null =>
    sessions.get(/sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '') ?? null
  app.post('/api/v1/sign-in', (request, reply) => {
    const { username, password } = SignIn.parse(request.body)
    const tries = wrongTries.get(username) ?? 0
    if (tries >= 3) return problem(reply, 429, 'Đã thử quá nhiều lần.')
    const me = ACCOUNTS.find((each) => each.username === username && password === PASSWORD)
    if (me === undefined) {
      wrongTries.set(username, tries + 1)
      return problem(reply, 401, 'Tên đăng nhập hoặc mật khẩu không đúng.')
    }
    wrongTries.delete(username)
    const sid = randomBytes(16).toString('hex')
    sessions.set(sid, me)
    return reply.header('set-cookie', `sid=${sid}; HttpOnly; SameSite=Strict; Path=/`).send(me)
  })
  app.post('/api/v1/sign-out', (_, reply) =>
    reply.header('set-cookie', 'sid=; Max-Age=0; Path=/').code(204).send(),
  )
  app.addHook('preHandler', async (request, reply) => {
    if (!request.url.startsWith('/api/') || /sign-(in|out)$/.test(request.url)) return
    if (meOf(request) === null) await problem(reply, 401, 'Hãy đăng nhập.')
  })
  return meOf
}

function addAnswers(
  app: FastifyInstance,
  meOf: (request: FastifyRequest) => Me | null,
  more: ReadonlyMap<string, readonly number[]>,
): void {
  const maySee = (request: FastifyRequest, point: string): boolean => {
    const me = meOf(request)
    return me !== null && (me.point === null || me.point === point)
  }
  app.get('/api/v1/me', (request) => meOf(request))
  app.get<{ Querystring: { date?: string } }>('/api/v1/today', (request) => {
    const answer = todayAnswer(request.query.date ?? localDateOf(NOW, ZONE), NOW, more)
    return { ...answer, wards: answer.wards.filter(({ point }) => maySee(request, point)) }
  })
  app.get<{ Params: { point: string; date: string } }>(
    '/api/v1/points/:point/days/:date',
    (request, reply) => {
      const point = POINTS.find(({ id }) => id === request.params.point)
      if (point === undefined || !maySee(request, point.id))
        return problem(reply, 404, 'Không có điểm tiếp nhận này, hoặc tài khoản không được xem.')
      return wardDayAnswer(point, request.params.date, NOW, more)
    },
  )
  app.get<{ Params: { person: string; month: string } }>(
    '/api/v1/people/:person/months/:month',
    (request, reply) => {
      const answer = personMonthAnswer(request.params.person, request.params.month, NOW, more)
      if (answer === null || !maySee(request, answer.person.point))
        return problem(reply, 404, 'Không có người này, hoặc tài khoản không được xem.')
      return answer
    },
  )
  app.get('/api/v1/kiosks', () => KIOSKS)
  app.get('/api/v1/incidents', () => [])
  app.get('/api/v1/counters/now', () => ({ asOf: NOW, kept: 0, counters: [] }))
  app.get('/api/v1/points', () =>
    POINTS.map(({ id, name, organisation }) => ({ id, name, organisationName: organisation })),
  )
  app.post('/api/v1/enrolments', (request) => {
    NewEnrolment.parse(request.body)
    const code = '7KQF-29XD-C4MH'
    const ticket = `GIOGIAC:1:http://127.0.0.1:8080:${'A'.repeat(43)}:${code}`
    return {
      ticket,
      code,
      expiresAt: NOW + 15 * 60_000,
      address: 'https://giogiac.anphuc.example',
      fingerprint: '7C01-33AF-90DE-4412',
    }
  })
}

function addPages(app: FastifyInstance, folder: string): void {
  app.get('/*', async (request, reply) => {
    const path = new URL(request.url, 'http://127.0.0.1').pathname
    if (extname(path) !== '')
      return reply.type(TYPES[extname(path)] ?? 'text/plain').send(await readFile(join(folder, path)))
    const nonce = randomBytes(16).toString('base64')
    const page = (await readFile(join(folder, 'index.html'), 'utf8')).replaceAll('__CSP_NONCE__', nonce)
    return reply.header('content-security-policy', policy(nonce)).type('text/html; charset=utf-8').send(page)
  })
}

/** Serves the district's pages from the folder they were built into and answers them from an invented city, on a free loopback port. */
export async function startPagesDouble(folder: string): Promise<PagesDouble> {
  const app = Fastify({ forceCloseConnections: true })
  const sessions = new Map<string, Me>()
  const listeners = new Set<FastifyReply>()
  const more = new Map<string, number[]>()
  const meOf = addSignIn(app, sessions)
  addAnswers(app, meOf, more)
  app.get('/api/v1/live', (_, reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    reply.raw.write(': nghe\n\n')
    listeners.add(reply)
    reply.raw.on('close', () => listeners.delete(reply))
  })
  addPages(app, folder)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    address,
    scan: (person, at) => {
      more.set(person, [...(more.get(person) ?? []), at])
      const change = JSON.stringify({ point: person.split('-')[0], date: localDateOf(at, ZONE) })
      for (const { raw } of listeners) raw.write(`data: ${change}\n\n`)
    },
    endSessions: () => sessions.clear(),
    close: async () => {
      for (const { raw } of listeners) raw.end()
      await app.close()
    },
  }
}
