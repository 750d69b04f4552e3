import type { z } from 'zod'
import type { Purpose, Refusal } from '../../core/wire.ts'
import { importPrivateKey } from '../device-key.ts'
import type { Kiosk } from '../kiosk.ts'
import { type Line, type Spoken, speak } from './speak.ts'

/** Asks the enrolled kiosk's district, keeps its last challenge, and asks again when the challenge had run out. */
export interface DistrictLine {
  ask<T extends { readonly challenge: string }>(question: {
    readonly purpose: Purpose
    readonly path: string
    readonly body: () => unknown
    readonly answer: z.ZodType<T>
    readonly gzip?: boolean
  }): Promise<Spoken<T>>
}

const MOST_CHALLENGES = 3

/** @returns `null` while the kiosk is not enrolled or its key cannot be read */
export async function openLine(kiosk: Kiosk, signal: AbortSignal): Promise<DistrictLine | null> {
  const { enrolment } = kiosk.memory
  const identity = enrolment === null ? null : kiosk.keys.load()
  if (enrolment === null || identity === null || identity.device !== enrolment.device) return null
  const line: Line = {
    address: enrolment.districtAddress,
    districtKey: enrolment.districtKey,
    device: enrolment.device,
    signingKey: await importPrivateKey(identity),
    fetch: kiosk.fetch,
    timeoutMs: kiosk.timing.requestTimeoutMs,
    signal,
  }
  let challenge = kiosk.memory.acknowledged?.challenge ?? null
  return {
    async ask(question) {
      for (let tries = 1; ; tries++) {
        const spoken = await speak(line, { ...question, body: question.body(), challenge })
        if (spoken.kind === 'answered') challenge = spoken.value.challenge
        if (spoken.kind !== 'refused') return spoken
        challenge = spoken.refusal.challenge ?? challenge
        if (!wantsChallenge(spoken.refusal) || tries >= MOST_CHALLENGES) return spoken
      }
    },
  }
}

const wantsChallenge = (refusal: Refusal): boolean =>
  refusal.problem === 'challenge' && refusal.challenge !== null
