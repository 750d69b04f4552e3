import { generateKeyPairSync, hash, type KeyObject, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { CryptoKey } from 'jose'
import { z } from 'zod'
import { chainHash, genesisHash } from '../../core/log/chain.ts'
import type { EventData, EventType } from '../../core/log/event.ts'
import type { Head } from '../../core/log/head.ts'
import type { Purpose } from '../../core/log/seal.ts'
import { importPublicKey, open, seal } from '../../core/log/seal.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import type { TestDistrict } from './create-test-district.ts'
import { digestOf } from './district-seed.ts'

export const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex')

/** What came back: the status, and the sealed body where the seal was the district's. */
export interface WireAnswer {
  readonly status: number
  readonly body: Record<string, unknown> & { problem?: string; have?: Head; challenge?: string; seq?: number }
  readonly sealed: boolean
  /** Seconds; `null`: not said. */
  readonly retryAfter: number | null
  /** The answer as it came. */
  readonly text: string
}

/** No kiosk was enrolled before this: a clock that says so has lost its battery. */
const EARLIEST = Date.UTC(2001, 0, 1)
/** Further ahead of the district nobody records anything: an event of such a date is a lie. */
const FARTHEST_MS = 400 * 86_400_000

const newPair = () => generateKeyPairSync('ed25519')

const asCryptoKey = async (key: KeyObject): Promise<CryptoKey> =>
  key.toCryptoKey({ name: 'Ed25519' }, true, ['sign']) as unknown as CryptoKey

/** What a message may be made to say instead of the truth. */
export interface SayOptions {
  readonly challenge?: string | null
  readonly gzip?: boolean
  readonly audience?: string
  /** Changes the sealed text after it was signed. */
  readonly spoil?: (sealed: string) => string
  readonly key?: KeyObject
  readonly sender?: string
}

export interface HelloOptions extends SayOptions {
  readonly v?: number
  readonly head?: Head
  readonly wall?: number
  readonly up?: number
  readonly parent?: { log: string; seq: number; hash: string }
  readonly receipt?: string
  readonly camera?: string
}

export interface WireKioskOptions {
  /** A second kiosk with the same key. */
  readonly twin?: { readonly pair: ReturnType<typeof newPair>; readonly device: string }
  readonly point?: string
  readonly name?: string
  /** Its clock when its log begins; unless that is a lie the kiosk is enrolled then. */
  readonly startedAt?: number
  readonly log?: string
}

/**
 * A kiosk as the district sees it: a key, a log in memory and the words it says. It writes whatever a test asks for,
 * right or wrong; it shares the district's formats, not its code.
 */
export function createWireKiosk(district: TestDistrict, options: WireKioskOptions = {}) {
  const pair = options.twin?.pair ?? newPair()
  const publicKey = (pair.publicKey.export({ format: 'jwk' }) as { x: string }).x
  const device: string = options.twin?.device ?? randomUUID()
  const point = options.point ?? 'point-a'
  const texts: string[] = []
  const hashes: string[] = []
  const state = {
    challenge: '',
    log: (options.log ?? randomUUID()) as string,
    run: randomUUID() as string,
    up: 1_000_000,
    /** How far the kiosk's wall clock is behind the district's. */
    behindMs: 0,
  }
  let at = options.startedAt ?? district.clock.now()

  const upNow = (): number => state.up + Math.max(0, district.clock.now() - state.behindMs - at)

  const kiosk = {
    device,
    point,
    publicKey,
    texts,
    state,
    get head(): Head {
      return { seq: texts.length, hash: hashes.at(-1) ?? '' }
    },
    hashAt: (seq: number): string => hashes[seq] ?? '',

    /** Another kiosk with this one's key, and a log as it was once. */
    copy(then: typeof state, thenTexts: readonly string[]) {
      const twin: WireKiosk = createWireKiosk(district, { ...options, twin: { pair, device } })
      twin.begin(null, then.log)
      twin.forget()
      for (const text of thenTexts) twin.addText(text)
      Object.assign(twin.state, then, { challenge: state.challenge })
      return twin
    },

    /** Empties the log but for what it begins with. */
    forget() {
      texts.length = 0
      hashes.length = 1
    },

    /** Begins a log (again): empty, with the genesis hash of its parent. */
    begin(parent: { log: string; seq: number; hash: string } | null = null, log: string = state.log) {
      state.log = log
      texts.length = 0
      hashes.length = 0
      hashes.push(genesisHash(sha256, { log, device, publicKey, parent }))
      kiosk.add('log-started', { point, device, parent, why: parent === null ? 'new' : 'restored' })
      return kiosk
    },

    /** Appends an event at a wall clock time; uptime runs along. @returns its id */
    add<T extends EventType>(
      type: T,
      data: EventData<T>,
      when: { at?: number; up?: number; id?: string; run?: string } = {},
    ): string {
      const next = when.at ?? at
      state.up = when.up ?? state.up + Math.max(0, next - at)
      at = next
      const id = when.id ?? randomUUID()
      const event = {
        v: 1,
        log: state.log,
        seq: texts.length + 1,
        id,
        at,
        up: state.up,
        run: when.run ?? state.run,
      }
      return kiosk.addText(JSON.stringify({ ...event, type, data }), id)
    },

    /** Appends a text as it is. */
    addText(text: string, id = ''): string {
      hashes.push(chainHash(sha256, hashes.at(-1) ?? '', text))
      texts.push(text)
      return id
    },

    scan(person: string, when: number, more: Partial<EventData<'scan'>> = {}): string {
      const badge = digestOf(`badge of ${person}`)
      return kiosk.add('scan', { badge, staff: person, method: 'camera', ...more }, { at: when })
    },

    /** A comparison that says how far the kiosk's clock is behind. */
    checkClock(offsetMs: number, when?: number): string {
      state.behindMs = offsetMs
      return kiosk.add('clock-checked', { offsetMs, errorMs: 20 }, when === undefined ? {} : { at: when })
    },

    say: (purpose: Purpose, path: string, body: unknown, more: SayOptions = {}): Promise<WireAnswer> =>
      kiosk.sayText(purpose, path, JSON.stringify(body), more),

    /** Says a body as it is. */
    async sayText(purpose: Purpose, path: string, body: string, more: SayOptions = {}): Promise<WireAnswer> {
      const claims = {
        aud: more.audience ?? district.keys.publicKey,
        iss: more.sender ?? device,
        purpose,
        challenge: more.challenge === undefined ? state.challenge : more.challenge,
      }
      const sealed = await seal(await asCryptoKey(more.key ?? pair.privateKey), claims, body)
      return kiosk.post(path, more.spoil?.(sealed) ?? sealed, more.gzip ?? false, claims.iss)
    },

    async post(path: string, text: string, gzip = false, receiver: string = device): Promise<WireAnswer> {
      const response = await fetch(`${district.address}/api/v1/${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/vnd.giogiac.sealed',
          ...(gzip ? { 'content-encoding': 'gzip' } : {}),
        },
        body: gzip ? new Uint8Array(gzipSync(text)) : text,
      })
      const answer = await response.text()
      const verified = await open(answer, {
        key: await importPublicKey(district.keys.publicKey),
        audience: receiver,
        purpose: 'answer',
      })
      const read = verified.kind === 'opened' ? verified.body : answer
      const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(read)) as WireAnswer['body']
      if (typeof parsed.challenge === 'string') state.challenge = parsed.challenge
      const after = response.headers.get('retry-after')
      return {
        status: response.status,
        body: parsed,
        sealed: verified.kind === 'opened',
        retryAfter: after === null ? null : Number(after),
        text: answer,
      }
    },

    newCode: async (name = options.name ?? 'Quầy 1') =>
      (
        await createEnrolmentCode(district.database.db, { point, name }, district.clock.now(), (count) =>
          crypto.getRandomValues(new Uint8Array(count)),
        )
      )?.code ?? '',

    enrolWith: (code: string, more: SayOptions = {}) =>
      kiosk.say(
        'enrol',
        'enrol',
        { v: 1, device, publicKey, code, name: 'Quầy 1' },
        { challenge: null, ...more },
      ),

    /** Enrols and begins its log. */
    async enrol() {
      const now = district.clock.now()
      if (at > EARLIEST && at < now) district.clock.set(at)
      const answer = await kiosk.enrolWith(await kiosk.newCode())
      district.clock.set(now)
      if (answer.status !== 200) throw new Error(`enrolment refused: ${JSON.stringify(answer.body)}`)
      return kiosk.begin()
    },

    hello: (more: HelloOptions = {}) =>
      kiosk.say(
        'hello',
        'hello',
        {
          v: more.v ?? 2,
          log: state.log,
          head: more.head ?? kiosk.head,
          app: '0.1.0',
          run: state.run,
          wall: more.wall ?? district.clock.now(),
          up: more.up ?? upNow(),
          diskFree: 1e9,
          camera: more.camera ?? 'ok',
          scanner: 'none',
          directory: 0,
          ...(more.parent === undefined ? {} : { parent: more.parent }),
          ...(more.receipt === undefined ? {} : { receipt: more.receipt }),
        },
        more,
      ),

    /** Sends events `from` to `to` of its log, not before the last one was recorded. */
    send(
      from: number,
      to: number = texts.length,
      more: Record<string, unknown> & { wire?: SayOptions } = {},
    ): Promise<WireAnswer> {
      const { wire, ...overrides } = more
      const recordedAt = at + state.behindMs
      const ahead = recordedAt - district.clock.now()
      if (ahead > 0 && ahead < FARTHEST_MS) district.clock.set(recordedAt)
      const body = {
        v: 1,
        log: state.log,
        from,
        prev: hashes[from - 1],
        events: texts.slice(from - 1, to),
        head: kiosk.head,
        ...overrides,
      }
      return kiosk.say('events', `logs/${state.log}/events`, body, { gzip: true, ...wire })
    },

    /** Sends everything, in batches, and says afterwards that there is nothing more. */
    async sendAll(batch = 500): Promise<void> {
      for (let from = 1; from <= texts.length; from += batch) {
        const answer = await kiosk.send(from, Math.min(texts.length, from + batch - 1))
        if (answer.status !== 200) throw new Error(`refused: ${JSON.stringify(answer.body)}`)
      }
      await kiosk.hello()
    },

    directory: (have = 0) => kiosk.say('directory', 'directory', { v: 1, have }),
  }
  return kiosk
}
export type WireKiosk = ReturnType<typeof createWireKiosk>
