import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { pinSecretName } from '../../core/desk/shared-pins.ts'
import { replaceFile } from '../../db/durable-files.ts'
import { sha256 } from '../../db/sha256.ts'
import { openText, sealText } from '../keys/sealed-text.ts'

/** File in the data folder; the log, its backups, exports and the directory know nothing of what is in it. */
export const PIN_SECRETS_FILE = 'pin-secrets.json'
/** How verifiers name this kiosk's own secret. */
export const OWN_SECRET = 'device'
const SECRET_BYTES = 32
/** A point's secret changes only where the district has lost it; what was set under the one before works on. */
const POINT_SECRETS_KEPT = 3
const ABOUT = 'giogiac/pin-secrets/1'

const Secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const Secrets = z.strictObject({
  device: Secret,
  /** The newest first. */
  points: z.array(Secret).max(POINT_SECRETS_KEPT),
})
type Secrets = z.infer<typeof Secrets>
const PlainFile = z.strictObject({ v: z.literal(1), secrets: Secrets })
const SealedFile = z.strictObject({ v: z.literal(2), sealed: z.base64url() })

/** What a guesser of PINs needs besides the verifiers. */
export interface PinSecrets {
  /** The secret of this name; `null`: not here, or its keyring does not open it any more. */
  find(name: string): Buffer | null
  /** They lie here, and the keyring that sealed them does not open them. */
  isSealed(): boolean
  /** What this kiosk's own PINs are bound to, made when it is first needed; `null`: it cannot be kept. */
  own(): string | null
  /** What the point's PINs are bound to; `null`: the district has not given it yet. */
  point(): string | null
  /** @throws what the disk throws */
  keepPoint(secret: Uint8Array): void
  /** The district has revoked this kiosk. */
  forgetPoints(): void
}

const nameOfSecret = (secret: Uint8Array): string => pinSecretName(sha256, secret)

/**
 * Keeps the secrets of PINs in a file of their own, readable by its owner only and sealed under the keyring's secret
 * where there is one. What lay there in the clear is sealed at once.
 * @param under 32 bytes; `null`: there is no keyring, a plain file has to do
 */
export function pinSecretsWith(
  under: Uint8Array | null,
  dataDirectory: string,
  randomBytes: (count: number) => Uint8Array,
): PinSecrets {
  const file = join(dataDirectory, PIN_SECRETS_FILE)

  const save = (secrets: Secrets): void => {
    const text = JSON.stringify(secrets)
    const kept = under === null ? { v: 1, secrets } : { v: 2, sealed: sealText(under, ABOUT, text) }
    replaceFile(file, JSON.stringify(kept))
  }
  /** A disk that takes nothing does not make the secrets unreadable; they are sealed at another start. */
  const sealIfItCan = (secrets: Secrets): void => {
    try {
      save(secrets)
    } catch {
      // Said by whatever else wants to write.
    }
  }
  /** `unreadable`: sealed by a keyring that does not open it any more. */
  const load = (): Secrets | 'none' | 'unreadable' => {
    if (!existsSync(file)) return 'none'
    try {
      const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
      const plain = PlainFile.safeParse(content)
      if (plain.success) {
        if (under !== null) sealIfItCan(plain.data.secrets)
        return plain.data.secrets
      }
      const text = under === null ? null : openText(under, ABOUT, SealedFile.parse(content).sealed)
      return text === null ? 'unreadable' : Secrets.parse(JSON.parse(text))
    } catch {
      return 'unreadable'
    }
  }

  let kept = load()
  const known = (): Secrets | null => (typeof kept === 'string' ? null : kept)
  /** @returns `null` where a file lies that only another keyring opens: it is not overwritten */
  const knownOrNew = (): Secrets | null => {
    if (kept !== 'none') return known()
    kept = { device: Buffer.from(randomBytes(SECRET_BYTES)).toString('base64url'), points: [] }
    save(kept)
    return kept
  }
  const bytes = (secret: string): Buffer => Buffer.from(secret, 'base64url')

  return {
    find(name) {
      const secrets = known()
      if (secrets === null) return null
      if (name === OWN_SECRET) return bytes(secrets.device)
      return secrets.points.map(bytes).find((secret) => nameOfSecret(secret) === name) ?? null
    },
    isSealed: () => kept === 'unreadable',
    own: () => (knownOrNew() === null ? null : OWN_SECRET),
    point() {
      const newest = known()?.points[0]
      return newest === undefined ? null : nameOfSecret(bytes(newest))
    },
    keepPoint(secret) {
      const before = knownOrNew()
      if (before === null) return
      const text = Buffer.from(secret).toString('base64url')
      if (before.points[0] === text) return
      const older = before.points.filter((each) => each !== text)
      kept = { ...before, points: [text, ...older].slice(0, POINT_SECRETS_KEPT) }
      save(kept)
    },
    forgetPoints() {
      const before = known()
      if (before === null || before.points.length === 0) return
      kept = { ...before, points: [] }
      save(kept)
    },
  }
}
