import { createHash, type KeyObject, verify } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import {
  compareVersions,
  MANIFEST_FILE,
  MOST_MANIFEST_BYTES,
  PACKAGE_FILE,
  readManifest,
  SIGNATURE_BYTES,
  SIGNATURE_FILE,
  type Unsuitable,
  type UpdateManifest,
  whyUnsuitable,
} from '../../core/update/update-manifest.ts'
import { syncFolder } from '../../db/durable-files.ts'
import type { UpdateSource } from './update-source.ts'

/** Which update a kiosk takes. */
export interface UpdateTerms {
  /** The Ed25519 key that came with the running program. */
  readonly key: KeyObject
  readonly platform: string
  /** The running version. */
  readonly running: string
  /** `yyyy-mm-dd`, UTC: as the district tells it, or the latest that is known. */
  readonly today: string
  /** Folder for what waits. */
  readonly folder: string
}

export type RefusedUpdate = 'bad-signature' | 'malformed' | 'wrong-package' | Unsuitable
export type StageAnswer =
  /** Checked and whole on this disk: the next start puts it in place. */
  | { readonly kind: 'staged'; readonly version: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly why: RefusedUpdate }

/** Within the folder: what waits, and what is being copied. */
const STAGED = 'staged'
const INCOMING = 'incoming'

type Checked =
  | { readonly kind: 'good'; readonly manifest: UpdateManifest }
  | { readonly kind: 'refused'; readonly why: RefusedUpdate }

function check(text: Uint8Array, signature: Uint8Array, terms: UpdateTerms): Checked {
  if (signature.length !== SIGNATURE_BYTES || !verify(null, text, terms.key, signature)) {
    return { kind: 'refused', why: 'bad-signature' }
  }
  const manifest = readManifest(Buffer.from(text).toString('utf8'))
  if (manifest === null) return { kind: 'refused', why: 'malformed' }
  const why = whyUnsuitable(manifest, terms)
  return why === null ? { kind: 'good', manifest } : { kind: 'refused', why }
}

/**
 * Copies an update to where the next start finds it. Everything is checked on the copy, and it appears there whole or
 * not at all; whoever puts it in place checks it once more.
 */
export async function stageUpdate(source: UpdateSource, terms: UpdateTerms): Promise<StageAnswer> {
  const text = await source.read(MANIFEST_FILE, MOST_MANIFEST_BYTES)
  const signature = text === null ? null : await source.read(SIGNATURE_FILE, SIGNATURE_BYTES)
  if (text === null || signature === null) return { kind: 'none' }
  const checked = check(text, signature, terms)
  if (checked.kind === 'refused') return checked
  const { version, bytes, sha256 } = checked.manifest
  const waiting = stagedVersion(terms)
  if (waiting === version) return { kind: 'staged', version }
  if (waiting !== null && compareVersions(version, waiting) < 0) {
    return { kind: 'refused', why: 'not-newer' }
  }

  const incoming = join(terms.folder, INCOMING)
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const digest = createHash('sha256')
  let length = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const part of source.stream(PACKAGE_FILE)) {
      length += part.length
      if (length > bytes) return
      digest.update(part)
      yield part
    }
  }
  const isWhole = await writeDurably(join(incoming, PACKAGE_FILE), counted()).then(
    () => length === bytes && digest.digest('hex') === sha256,
    () => false,
  )
  if (!isWhole) {
    rmSync(incoming, { recursive: true, force: true })
    return { kind: 'refused', why: 'wrong-package' }
  }
  await writeDurably(join(incoming, MANIFEST_FILE), text)
  await writeDurably(join(incoming, SIGNATURE_FILE), signature)
  syncFolder(incoming)
  dropStaged(terms.folder)
  renameSync(incoming, join(terms.folder, STAGED))
  syncFolder(terms.folder)
  return { kind: 'staged', version }
}

async function writeDurably(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The version that waits and would be taken, or `null`; looks at what it says, not at the whole package. */
export function stagedVersion(terms: UpdateTerms): string | null {
  try {
    const folder = join(terms.folder, STAGED)
    const [text, signature] = [MANIFEST_FILE, SIGNATURE_FILE].map((name) => readFileSync(join(folder, name)))
    if (text === undefined || signature === undefined) return null
    const checked = check(text, signature, terms)
    return checked.kind === 'good' ? checked.manifest.version : null
  } catch {
    return null
  }
}

/** Removes what waits; harmless when nothing does. */
export function dropStaged(folder: string): void {
  rmSync(join(folder, STAGED), { recursive: true, force: true })
}
