import { createHash, randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import { claimedSender, importPublicKey, open, type Purpose, seal, sealDigest } from '../../core/log/seal.ts'
import type { Directory } from '../../core/wire/directory.ts'
import {
  DirectoryRequest,
  EnrolRequest,
  EventsRequest,
  HelloRequest,
  type Refusal,
  WIRE_VERSION,
} from '../../core/wire/wire.ts'
import { firstHash } from './verify-chain.ts'

type Route = 'enrol' | 'hello' | 'events' | 'directory'

/**
 * What a saboteur does with a request: `drop-request` loses it on the way there, `drop-answer` after it was
 * handled, `twice` handles it two times. The rest puts something else in the answer's place; the named ones store
 * nothing and acknowledge everything, under a seal that is not the district's word to this kiosk.
 */
export type Sabotage =
  | 'drop-request'
  | 'drop-answer'
  | 'twice'
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }
  | Forgery
  | null

type Forgery = (typeof FORGERIES)[number]
const FORGERIES = [
  'other-key',
  'other-sender',
  'other-audience',
  'other-purpose',
  'changed-answer',
  'older-answer',
] as const
const isForgery = (sabotage: Sabotage): sabotage is Forgery => FORGERIES.some((each) => each === sabotage)

export interface StoredText {
  readonly text: string
  readonly hash: string
}

/** A small district on loopback: real seals, real challenges, a chain checked by the second verifier. */
export interface DistrictDouble {
  readonly address: string
  readonly ticket: string
  readonly publicKey: string
  /** Texts of the one kiosk's log, in order. */
  readonly events: StoredText[]
  readonly devices: Map<string, { publicKey: string; log: string | null; revoked: boolean }>
  readonly requests: { route: Route; bytes: number; events: number; challenged: boolean }[]
  directory: Directory
  /** The version of a directory that its hello promises, whatever it then hands out; `null`: the one it has. */
  promised: number | null
  /** The newest version of the wire that it knows; what it says to a newer one. */
  speaks: { version: number; otherwise: Refusal['problem'] }
  /** What it calls the PINs of the point in its hello; `null`: it knows nothing of such. */
  pins: number | null
  /** Addresses that it does not know. */
  readonly unknownRequests: string[]
  /** District time, UTC ms. */
  now: () => number
  sabotage: (route: Route, body: string) => Sabotage | Promise<Sabotage>
  /** Every challenge given so far is worth nothing from now on. */
  forgetChallenges(): void
  close(): Promise<void>
}

interface Origin {
  readonly log: string
  readonly device: string
  readonly publicKey: string
}

export async function createDistrictDouble(directory: Directory): Promise<DistrictDouble> {
  const makeKey = async () => {
    const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
    const { x = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey)
    return { ...pair, x }
  }
  const key = await makeKey()
  const stranger = await makeKey()
  const challenges = new Set<string>()
  const app = Fastify({ bodyLimit: 4 * 1024 * 1024, forceCloseConnections: true })
  app.addContentTypeParser('application/vnd.giogiac.sealed', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  const challenge = () => {
    const fresh = randomBytes(16).toString('base64url')
    challenges.add(fresh)
    return fresh
  }
  const refusal = (problem: Refusal['problem'], more: Partial<Refusal> = {}): [number, Refusal] => [
    problem === 'challenge' ? 401 : problem === 'too-large' ? 413 : problem === 'revoked' ? 403 : 409,
    { v: 1, problem, detail: problem, challenge: challenge(), have: null, seq: null, ...more },
  ]
  const head = (origin: Origin) => ({
    seq: double.events.length,
    hash: double.events.at(-1)?.hash ?? firstHash({ ...origin, parent: null }),
  })

  type Handler = (device: string, body: string) => [number, unknown]
  const handlers: Record<Route, Handler> = {
    enrol(_device, body) {
      const asked = EnrolRequest.parse(JSON.parse(body))
      if (asked.code !== 'CODE-1234') return refusal('code-wrong')
      const known = double.devices.get(asked.device)
      if (double.devices.size > 0 && known?.publicKey !== asked.publicKey) return refusal('code-used')
      double.devices.set(asked.device, { publicKey: asked.publicKey, log: null, revoked: false })
      const { point, pointName, organisationName } = double.directory
      return [200, { v: 1, device: asked.device, point, pointName, organisationName, challenge: challenge() }]
    },
    hello(device, body) {
      const received = double.now()
      const asked = HelloRequest.parse(JSON.parse(body))
      const known = double.devices.get(device)
      if (known === undefined) return refusal('unknown-device')
      known.log ??= asked.log
      const have = head({ log: asked.log, device, publicKey: known.publicKey })
      const newest = double.promised ?? double.directory.version
      const answer = { v: 1, challenge: challenge(), received, have, directory: newest }
      const pins = double.pins === null ? {} : { pins: double.pins }
      return [200, { ...answer, ...pins, sent: double.now() }]
    },
    directory(_device, body) {
      const { have } = DirectoryRequest.parse(JSON.parse(body))
      const isNewer = have < (double.promised ?? double.directory.version)
      return [200, { v: 1, challenge: challenge(), directory: isNewer ? double.directory : null }]
    },
    events(device, body) {
      const asked = EventsRequest.parse(JSON.parse(body))
      const known = double.devices.get(device)
      if (known === undefined || known.log !== asked.log) return refusal('unknown-log')
      const origin = { log: asked.log, device, publicKey: known.publicKey }
      const have = head(origin)
      if (asked.from > have.seq + 1) return refusal('gap', { have })
      let hash =
        asked.from === 1
          ? firstHash({ ...origin, parent: null })
          : (double.events[asked.from - 2]?.hash ?? '')
      if (hash !== asked.prev) return refusal('fork', { seq: asked.from - 1 })
      for (const [i, text] of asked.events.entries()) {
        hash = createHash('sha256').update('giogiac/event/1\n').update(hash, 'hex').update(text).digest('hex')
        const seq = asked.from + i
        const held = double.events[seq - 1]
        if (held !== undefined && held.hash !== hash) return refusal('fork', { seq })
        if (held === undefined) double.events.push({ text, hash })
      }
      return [200, { v: 1, log: asked.log, have: head(origin), time: double.now(), challenge: challenge() }]
    },
  }

  async function handle(route: Route, request: FastifyRequest, reply: FastifyReply) {
    const raw = request.body as Buffer
    const sealed = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString('utf8')
    const body = sealed.slice(sealed.indexOf('\n') + 1)
    const sabotage = await double.sabotage(route, body)
    if (sabotage === 'drop-request') return reply.raw.destroy()
    if (typeof sabotage === 'object' && sabotage !== null) {
      return reply
        .code(sabotage.status)
        .headers(sabotage.headers ?? {})
        .send(sabotage.body)
    }
    if (isForgery(sabotage)) return reply.code(200).send(await forge(sabotage, sealed, body))
    const device = claimedSender(sealed) ?? ''
    const publicKey =
      route === 'enrol'
        ? EnrolRequest.parse(JSON.parse(body)).publicKey
        : double.devices.get(device)?.publicKey
    const opened = await open(sealed, {
      key: await importPublicKey(publicKey ?? key.x),
      audience: key.x,
      purpose: route,
    })
    let answer: [number, unknown]
    if (opened.kind === 'refused') answer = refusal('bad-signature')
    else if (JSON.parse(body).v > double.speaks.version) answer = refusal(double.speaks.otherwise)
    else if (double.devices.get(device)?.revoked) answer = refusal('revoked')
    else if (route !== 'enrol' && !challenges.delete(opened.claims.challenge ?? ''))
      answer = refusal('challenge')
    else {
      answer = handlers[route](device, body)
      if (sabotage === 'twice') answer = handlers[route](device, body)
    }
    const count = route === 'events' ? JSON.parse(body).events.length : 0
    const challenged = opened.kind === 'opened' && opened.claims.challenge !== null
    double.requests.push({ route, bytes: raw.length, events: count, challenged })
    if (sabotage === 'drop-answer') return reply.raw.destroy()
    const re = await sealDigest(sealed)
    const claims = { aud: device, iss: key.x, purpose: 'answer', challenge: null, re } as const
    const text = await seal(key.privateKey, claims, JSON.stringify(answer[1]))
    return reply.code(answer[0]).type('application/vnd.giogiac.sealed').send(text)
  }

  /** Says that all of the log is held, though nothing was stored. */
  async function forge(forgery: Forgery, sealed: string, body: string): Promise<string> {
    const { log, head } = JSON.parse(body)
    const now = double.now()
    const times = { received: now, sent: now, time: now }
    const lie = JSON.stringify({ v: 1, log, have: head, challenge: 'lie', directory: 0, ...times })
    const device = claimedSender(sealed) ?? ''
    const claims = {
      aud: forgery === 'other-audience' ? 'somebody-else' : device,
      iss: forgery === 'other-sender' ? stranger.x : key.x,
      purpose: (forgery === 'other-purpose' ? 'receipt' : 'answer') as Purpose,
      challenge: null,
      re:
        forgery === 'older-answer'
          ? await sealDigest(`some other request\n${body}`)
          : await sealDigest(sealed),
    }
    const signer = forgery === 'other-key' ? stranger.privateKey : key.privateKey
    if (forgery !== 'changed-answer') return seal(signer, claims, lie)
    const honest = await seal(signer, claims, '{}')
    return `${honest.slice(0, honest.indexOf('\n'))}\n${lie}`
  }

  app.post('/api/v1/enrol', (request, reply) => handle('enrol', request, reply))
  app.post('/api/v1/hello', (request, reply) => handle('hello', request, reply))
  app.post('/api/v1/directory', (request, reply) => handle('directory', request, reply))
  app.post('/api/v1/logs/:log/events', (request, reply) => handle('events', request, reply))
  app.setNotFoundHandler((request, reply) => {
    double.unknownRequests.push(request.url)
    return reply.code(404).send({})
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const ticket = Buffer.from(JSON.stringify({ address, district: key.x, code: 'CODE-1234' })).toString(
    'base64url',
  )
  const double: DistrictDouble = {
    address,
    ticket: ENROLMENT_PREFIX + ticket,
    publicKey: key.x,
    events: [],
    devices: new Map(),
    requests: [],
    directory,
    promised: null,
    speaks: { version: WIRE_VERSION, otherwise: 'upgrade-district' },
    pins: null,
    unknownRequests: [],
    now: Date.now,
    sabotage: () => null,
    forgetChallenges: () => challenges.clear(),
    close: () => app.close(),
  }
  return double
}
