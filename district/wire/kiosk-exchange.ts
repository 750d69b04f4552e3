import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CryptoKey } from 'jose'
import type { z } from 'zod'
import type { LiveChange } from '../../core/district-api.ts'
import { Id } from '../../core/log/event.ts'
import { claimedSender, importPublicKey, open, seal, sealDigest } from '../../core/log/seal.ts'
import type { Purpose, Refusal } from '../../core/wire.ts'
import { type Admitted, readDeviceKey, withDevice } from '../../db/district/devices.ts'
import { turnDirectoryPage } from '../../db/district/directory.ts'
import type { DistrictDb } from '../../db/district/district-db.ts'
import type { Snapshot } from '../../db/district/snapshot.ts'
import type { DistrictContext } from '../district-context.ts'
import { sendProblem } from '../problem.ts'
import { refusalOf } from './refusal.ts'
import { readSealedBody } from './sealed-body.ts'

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

export interface KioskQuestion<T> {
  readonly purpose: Purpose
  readonly schema: z.ZodType<T>
  readonly mostBytes: number
  readonly act: (
    tx: DistrictDb,
    asked: { readonly admitted: Admitted; readonly snapshot: Snapshot; readonly message: T },
  ) => Promise<KioskAnswer>
}

export const newChallenge = (context: DistrictContext): string =>
  Buffer.from(context.randomBytes(24)).toString('base64url')

/** A request as it came, and the device that says to have sealed it. */
export interface SealedRequest {
  readonly sealed: string
  readonly sender: string
}

/** Seals an answer for the sender of a request and for that request alone, with the district's key. */
export async function answerSealed(
  context: DistrictContext,
  reply: FastifyReply,
  request: SealedRequest,
  status: number,
  body: object,
): Promise<FastifyReply> {
  const { privateKey, publicKey } = context.keys
  const re = await sealDigest(request.sealed)
  const claims = { aud: request.sender, iss: publicKey, purpose: 'answer', challenge: null, re } as const
  const sealed = await seal(privateKey, claims, JSON.stringify(body))
  return reply.code(status).type(SEALED_TYPE).send(sealed)
}

/** Reads the text of a request and who says to have sent it; what cannot be answered sealed is answered plainly. */
export async function readSealedRequest(
  request: FastifyRequest,
  reply: FastifyReply,
  mostBytes: number,
): Promise<SealedRequest | null> {
  const body = await readSealedBody(request.body as Buffer, request.headers['content-encoding'], mostBytes)
  if (body.kind === 'too-large') {
    sendProblem(reply, 413, 'Nội dung quá lớn.')
    return null
  }
  const sender = body.kind === 'text' ? claimedSender(body.text) : null
  if (body.kind === 'text' && sender !== null && Id.safeParse(sender).success) {
    return { sealed: body.text, sender }
  }
  sendProblem(reply, 400, 'Không đọc được thông điệp niêm phong.')
  return null
}

/** A message of an enrolled kiosk: verified, its challenge used up, done in one transaction, answered sealed. */
export async function exchange<T>(
  context: DistrictContext,
  keys: KeyCache,
  request: FastifyRequest,
  reply: FastifyReply,
  question: KioskQuestion<T>,
): Promise<FastifyReply> {
  const read = await readSealedRequest(request, reply, question.mostBytes)
  if (read === null) return reply
  const { sealed, sender } = read
  const refuse = (problem: Refusal['problem'], more?: Parameters<typeof refusalOf>[1]) => {
    const { status, refusal } = refusalOf(problem, more)
    return answerSealed(context, reply, read, status, refusal)
  }
  const { db } = context.database
  const publicKey = await readDeviceKey(db, sender)
  if (publicKey === null) return refuse('unknown-device')
  const opened = await open(sealed, {
    key: await keys.of(publicKey),
    audience: context.keys.publicKey,
    purpose: question.purpose,
  })
  if (opened.kind === 'refused' || opened.claims.iss !== sender) return refuse('bad-signature')
  const message = question.schema.safeParse(parseJson(opened.body))
  const now = context.clock.now()
  const snapshot = await currentSnapshot(context, now)
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
    return question.act(tx, { admitted, snapshot: standing, message: message.data })
  })
  switch (answered.kind) {
    case 'answered': {
      const { answer, challenge } = answered
      if (answer.kind === 'refusal') return refuse(answer.problem, { ...answer.more, challenge })
      context.teller.tell(answer.changes ?? [])
      return answerSealed(context, reply, read, 200, answer.body(challenge))
    }
    case 'challenge':
      return refuse('challenge', { challenge: answered.challenge })
    case 'revoked':
    case 'unknown-device':
      return refuse(answered.kind)
  }
}

/** The newest snapshot, after the page of a new day has been turned. */
export async function currentSnapshot(
  context: Pick<DistrictContext, 'database' | 'snapshots'>,
  now: number,
): Promise<Snapshot> {
  const { db } = context.database
  const snapshot = await context.snapshots.current(db)
  if (!(await turnDirectoryPage(db, snapshot, now))) return snapshot
  return context.snapshots.current(db)
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

/** Imported public keys, so that a key is not imported for every message. */
export interface KeyCache {
  of(publicKey: string): Promise<CryptoKey>
}

const MOST_KEYS = 5_000

export function createKeyCache(): KeyCache {
  const known = new Map<string, CryptoKey>()
  return {
    async of(publicKey) {
      const found = known.get(publicKey)
      if (found !== undefined) return found
      const key = await importPublicKey(publicKey)
      if (known.size >= MOST_KEYS) known.clear()
      known.set(publicKey, key)
      return key
    },
  }
}
