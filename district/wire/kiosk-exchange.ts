import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { LiveChange } from '../../core/district/presence-api.ts'
import { Id } from '../../core/log/event.ts'
import type { Purpose } from '../../core/log/seal.ts'
import { claimedParties, openOver, seal, sealDigest } from '../../core/log/seal.ts'
import { localDateOf } from '../../core/time.ts'
import type { Refusal } from '../../core/wire/wire.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { TooMuch } from '../../db/district/intake/day-quota.ts'
import { type Admitted, withDevice } from '../../db/district/kiosks/devices.ts'
import { turnDirectoryPage } from '../../db/district/kiosks/directory.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { type DistrictKey, keyNamed } from '../context/district-keys.ts'
import { sendProblem } from '../context/problem.ts'
import { keepRevoked } from './keep-revoked.ts'
import { refusalOf } from './refusal.ts'
import { readSealedBody } from './sealed-body.ts'
import type { WireDoor } from './wire-door.ts'
import { type ReadVersion, readVersion } from './wire-version.ts'

export const SEALED_TYPE = 'application/vnd.giogiac.sealed'

/** What a route answers: a body that will carry the next challenge, or why not. */
export type KioskAnswer =
  | {
      readonly kind: 'answer'
      readonly body: (challenge: string) => object
      /** What open pages should ask for again. */
      readonly changes?: readonly LiveChange[]
    }
  | {
      readonly kind: 'refusal'
      readonly problem: Refusal['problem']
      readonly more?: Parameters<typeof refusalOf>[1]
    }
  | TooMuch

export interface KioskQuestion<T> {
  readonly purpose: Purpose
  readonly schema: z.ZodType<T>
  readonly mostBytes: number
  /** Of one kiosk. */
  readonly mostAMinute: number
  readonly act: (
    tx: DistrictDb,
    asked: {
      readonly admitted: Admitted
      readonly snapshot: Snapshot
      readonly message: T
      readonly request: SealedRequest
    },
  ) => Promise<KioskAnswer>
}

export const newChallenge = (context: Pick<DistrictContext, 'randomBytes'>): string =>
  Buffer.from(context.randomBytes(24)).toString('base64url')

/** A request as it came, and the device that says to have sealed it. */
export interface SealedRequest {
  readonly sealed: string
  /** Base64url SHA-256 of the body. */
  readonly sha256: string
  readonly sender: string
  /** The district's key that the sender knows: what the request is for, and what the answer is sealed with. */
  readonly key: DistrictKey
  readonly version: ReadVersion
}

/** Seals an answer for the sender of a request and for that request alone, with the key that the sender knows. */
export async function answerSealed(
  reply: FastifyReply,
  request: SealedRequest,
  status: number,
  body: object,
): Promise<FastifyReply> {
  const { privateKey, publicKey } = request.key
  const re = await sealDigest(request.sealed)
  const claims = { aud: request.sender, iss: publicKey, purpose: 'answer', challenge: null, re } as const
  const sealed = await seal(privateKey, claims, JSON.stringify({ ...body, v: request.version.answer }))
  return reply.code(status).type(SEALED_TYPE).send(sealed)
}

/** Reads the text of a request and who says to have sent it; what cannot be answered sealed is answered plainly. */
export async function readSealedRequest(
  context: DistrictContext,
  door: WireDoor,
  request: FastifyRequest,
  reply: FastifyReply,
  mostBytes: number,
): Promise<SealedRequest | null> {
  const body = await readSealedBody(request.body as Buffer, request.headers['content-encoding'], mostBytes)
  if (body.kind === 'too-large') {
    await door.countStranger(request)
    sendProblem(reply, 413, 'server.too-large')
    return null
  }
  const parties = body.kind === 'text' ? claimedParties(body.text) : null
  if (body.kind === 'text' && parties !== null && Id.safeParse(parties.iss).success) {
    const { iss: sender, aud } = parties
    const key = keyNamed(context.keys, aud) ?? context.keys
    return { sealed: body.text, sha256: body.sha256, sender, key, version: readVersion(body.text) }
  }
  await door.countStranger(request)
  sendProblem(reply, 400, 'wire.unsealed')
  return null
}

/** A message of an enrolled kiosk: verified, its challenge used up, done in one transaction, answered sealed. */
export async function exchange<T>(
  context: DistrictContext,
  door: WireDoor,
  request: FastifyRequest,
  reply: FastifyReply,
  question: KioskQuestion<T>,
): Promise<FastifyReply> {
  const read = await readSealedRequest(context, door, request, reply, question.mostBytes)
  if (read === null) return reply
  const { sealed, sender, version } = read
  const refuse = (problem: Refusal['problem'], more?: Parameters<typeof refusalOf>[1]) => {
    const { status, refusal } = refusalOf(problem, more)
    return answerSealed(reply, read, status, refusal)
  }
  const db = context.database.kiosks
  const key = await door.keyOf(db, sender)
  if (key === null) {
    await door.countStranger(request)
    return refuse('unknown-device')
  }
  const lineEnd = Math.max(0, sealed.indexOf('\n'))
  const opened = await openOver(sealed.slice(0, lineEnd), read.sha256, {
    key,
    audience: read.key.publicKey,
    purpose: question.purpose,
  })
  if (opened.kind === 'refused' || opened.claims.iss !== sender) {
    await door.countStranger(request)
    return refuse('bad-signature')
  }
  await door.countDevice(request, sender, question.purpose, question.mostAMinute)
  if (version.kind !== 'spoken') return refuse(version.kind)
  const message = question.schema.safeParse(parseJson(sealed.slice(lineEnd + 1)))
  const now = context.clock.now()
  const snapshot = await recentSnapshot(context, now)
  const asked = {
    device: sender,
    challenge: opened.claims.challenge,
    nextChallenge: newChallenge(context),
    now,
  }
  const answered = await withDevice(db, asked, async (tx, admitted): Promise<KioskAnswer> => {
    if (!message.success)
      return { kind: 'refusal', problem: 'malformed', more: { why: whyNot(message.error) } }
    const standing =
      snapshot.directoryVersion === admitted.versions.directoryVersion
        ? snapshot
        : await context.snapshots.current(tx, admitted.versions)
    return question.act(tx, { admitted, snapshot: standing, message: message.data, request: read })
  })
  switch (answered.kind) {
    case 'answered': {
      const { answer, challenge } = answered
      if (answer.kind === 'too-much') return sendTooMuch(reply, answer)
      if (answer.kind === 'refusal') return refuse(answer.problem, { ...answer.more, challenge })
      context.teller.tell(answer.changes ?? [])
      return answerSealed(reply, read, 200, answer.body(challenge))
    }
    case 'challenge':
      return refuse('challenge', { challenge: answered.challenge })
    case 'revoked':
      await keepRevoked(db, sender, sealed, now)
      return refuse('revoked')
    case 'unknown-device':
      return refuse('unknown-device')
  }
}

/** Without a seal: to a kiosk the district is busy, which it knows to wait for. */
const sendTooMuch = (reply: FastifyReply, { afterSeconds }: TooMuch): FastifyReply =>
  sendProblem(reply.header('retry-after', afterSeconds), 429, 'wire.too-much')

/** The newest snapshot, after the page of a new day has been turned. */
export async function currentSnapshot(
  context: Pick<DistrictContext, 'snapshots'>,
  db: DistrictDb,
  now: number,
): Promise<Snapshot> {
  const snapshot = await context.snapshots.current(db)
  const today = localDateOf(now, snapshot.book.zone)
  if (snapshot.directoryDate >= today) return snapshot
  if (await turnDirectoryPage(db, snapshot, now)) return context.snapshots.current(db)
  context.snapshots.noteDate(snapshot, today)
  return snapshot
}

/** The snapshot at hand, of which only the date is looked at: its version is compared where the device is let in. */
async function recentSnapshot(context: DistrictContext, now: number): Promise<Snapshot> {
  const kept = context.snapshots.kept()
  if (kept === null || kept.directoryDate < localDateOf(now, kept.book.zone))
    return currentSnapshot(context, context.database.kiosks, now)
  return kept
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const whyNot = (error: z.ZodError): string => {
  const issue = error.issues[0]
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`.slice(0, 200)
}
