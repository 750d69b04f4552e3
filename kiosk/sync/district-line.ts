import type { z } from 'zod'
import type { Purpose } from '../../core/log/seal.ts'
import { OLDEST_WIRE_VERSION, type Refusal, WIRE_VERSION } from '../../core/wire/wire.ts'
import { noteRevoked } from '../desk/note-revoked.ts'
import { importPrivateKey } from '../keys/device-key.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { SyncMemory } from './attempt.ts'
import { type Line, type Spoken, speak } from './speak.ts'
import type { Speaking } from './speaking.ts'

/** Asks the enrolled kiosk's district, keeps its last challenge, and asks again when the challenge had run out. */
export interface DistrictLine {
  ask<T extends { readonly challenge: string }>(question: {
    readonly purpose: Purpose
    readonly path: string
    /** Without the version, which goes before it. */
    readonly body: () => object
    readonly answer: z.ZodType<T>
    readonly gzip?: boolean
  }): Promise<Spoken<T>>
}

/** Two copies of one kiosk take each other's challenges away: a few tries find their turn. */
const MOST_CHALLENGES = 4
/** Attempts, at least an hour of them: by then somebody may have brought the district up to date. */
const OLDER_FOR = 60

/** @returns `null` while the kiosk is not enrolled or its key cannot be read */
export async function openLine(
  kiosk: Speaking,
  signal: AbortSignal,
  memory: Pick<SyncMemory, 'version' | 'olderFor'> = { version: WIRE_VERSION, olderFor: 0 },
): Promise<DistrictLine | null> {
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
    now: () => readClock(kiosk.clock).at,
    signal,
  }
  let challenge = kiosk.memory.acknowledged?.challenge ?? null
  if (memory.version < WIRE_VERSION && --memory.olderFor < 0) memory.version = WIRE_VERSION
  return {
    ask: (question) =>
      kiosk.inTurn(async () => {
        // Somebody else of this kiosk may have spoken meanwhile.
        challenge = kiosk.memory.acknowledged?.challenge ?? challenge
        for (let tries = 1; ; ) {
          const body = { v: memory.version, ...question.body() }
          const spoken = await speak(line, { ...question, body, challenge })
          if (spoken.kind === 'answered') {
            challenge = spoken.value.challenge
            keepChallenge(kiosk, challenge)
            noteRevoked(kiosk, false)
          }
          if (spoken.kind !== 'refused') return spoken
          const { refusal } = spoken
          if (refusal.problem === 'revoked') noteRevoked(kiosk, true)
          if (refusal.challenge !== null) {
            challenge = refusal.challenge
            keepChallenge(kiosk, challenge)
          }
          if (knowsNotThisVersion(refusal) && memory.version > OLDEST_WIRE_VERSION) {
            kiosk.log('the district speaks an older version', { version: memory.version })
            memory.version--
            memory.olderFor = OLDER_FOR
            continue
          }
          if (!wantsChallenge(refusal) || ++tries > MOST_CHALLENGES) return spoken
        }
      }),
  }
}

/** For the next attempt: not every answer tells what the district has of the log, which is kept with it. */
function keepChallenge({ memory }: Speaking, challenge: string): void {
  if (memory.acknowledged !== null) memory.acknowledged = { ...memory.acknowledged, challenge }
}

const wantsChallenge = (refusal: Refusal): boolean =>
  refusal.problem === 'challenge' && refusal.challenge !== null

/** Districts of the first version had no word for it: to them a newer message was only malformed. */
const knowsNotThisVersion = ({ problem }: Refusal): boolean =>
  problem === 'upgrade-district' || problem === 'malformed'
