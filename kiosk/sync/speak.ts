import { gzipSync } from 'node:zlib'
import type { z } from 'zod'
import type { LineFault } from '../../core/kiosk/line-fault.ts'
import { importPublicKey, open, type Purpose, seal, sealDigest } from '../../core/log/seal.ts'
import { Refusal } from '../../core/wire/wire.ts'
import { districtUrl } from '../line/district-url.ts'
import { lineFaultOf } from '../line/line-fault.ts'
import { readAtMost } from '../line/read-at-most.ts'

export const SEALED_TYPE = 'application/vnd.giogiac.sealed'
/** A directory of the largest reception point stays far below this. */
const LARGEST_ANSWER_BYTES = 16 * 1024 * 1024

/** The two ends of the line. */
export interface Line {
  readonly address: string
  /** Raw Ed25519 key of the district, base64url. */
  readonly districtKey: string
  readonly device: string
  readonly signingKey: CryptoKey
  readonly fetch: typeof fetch
  readonly timeoutMs: number
  /** This machine's clock, UTC ms. */
  readonly now: () => number
  /** Ends the request when the service stops. */
  readonly signal: AbortSignal
}

export interface Question<T> {
  readonly purpose: Purpose
  /** Below the district's address, without a leading slash. */
  readonly path: string
  readonly body: unknown
  readonly challenge: string | null
  readonly answer: z.ZodType<T>
  readonly gzip?: boolean
}

export type Spoken<T> =
  | { readonly kind: 'answered'; readonly value: T; readonly sealed: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Too large or too slow for the way there: worth a smaller try. */
  | { readonly kind: 'too-much' }
  /** No answer of the district came: no network, a stranger's page, or the district is busy. */
  | Unreachable

export interface Unreachable {
  readonly kind: 'unreachable'
  /** For whoever operates the kiosk. */
  readonly why: string
  readonly retryAfterMs: number | null
  /** Somebody answered, and was told nothing. */
  readonly fault?: LineFault
}

/** One sealed question and its answer. Only what carries the district's seal counts as said by it. Never throws. */
export async function speak<T>(line: Line, question: Question<T>): Promise<Spoken<T>> {
  const timeout = AbortSignal.timeout(line.timeoutMs)
  try {
    const { status, headers, text, asked } = await exchange(line, question, timeout)
    const verified = await open(text, {
      key: await importPublicKey(line.districtKey),
      audience: line.device,
      purpose: 'answer',
    })
    const isAnswer =
      verified.kind === 'opened' && verified.claims.iss === line.districtKey && verified.claims.re === asked
    if (isAnswer) return read(question, verified.body, text)
    if (status === 413) return { kind: 'too-much' }
    return unreachable(`${status} without the district's seal`, retryAfter(headers))
  } catch (error) {
    if (timeout.aborted && !line.signal.aborted) return { kind: 'too-much' }
    const fault = lineFaultOf(error, line.now())
    const down = unreachable(error instanceof Error ? error.name : 'unknown', null)
    return fault === null ? down : { ...down, why: fault.kind, fault }
  }
}

const unreachable = (why: string, retryAfterMs: number | null): Unreachable => ({
  kind: 'unreachable',
  why,
  retryAfterMs,
})

async function exchange<T>(line: Line, question: Question<T>, timeout: AbortSignal) {
  const { purpose, challenge } = question
  const claims = { aud: line.districtKey, iss: line.device, purpose, challenge }
  const sealed = await seal(line.signingKey, claims, JSON.stringify(question.body))
  const zipped = question.gzip === true
  const response = await line.fetch(districtUrl(line.address, question.path), {
    method: 'POST',
    headers: { 'content-type': SEALED_TYPE, ...(zipped ? { 'content-encoding': 'gzip' } : {}) },
    body: zipped ? gzipSync(sealed) : sealed,
    redirect: 'manual',
    signal: AbortSignal.any([timeout, line.signal]),
  })
  const text = await readAtMost(response, LARGEST_ANSWER_BYTES)
  return { status: response.status, headers: response.headers, text, asked: await sealDigest(sealed) }
}

function read<T>(question: Question<T>, body: string, sealed: string): Spoken<T> {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return unreachable('a sealed answer that is not JSON', null)
  }
  const answer = question.answer.safeParse(value)
  if (answer.success) return { kind: 'answered', value: answer.data, sealed }
  const refusal = Refusal.safeParse(value)
  return refusal.success
    ? { kind: 'refused', refusal: refusal.data }
    : unreachable('a sealed answer of another form', null)
}

/** `Retry-After` in seconds; a date is not worth a clock that may be wrong. */
function retryAfter(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}
