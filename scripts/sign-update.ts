import { spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import {
  MANIFEST_FILE,
  PACKAGE_FILE,
  PRODUCT,
  readManifest,
  SIGNATURE_FILE,
  writeManifest,
} from '../core/update/update-manifest.ts'

/**
 * For whoever releases the kiosk:
 *   node scripts/sign-update.ts --new-key PRIVATE.pem       makes the pair; its public half goes into later builds
 *     [--public assets/giogiac-update-key.pem]
 *   node scripts/sign-update.ts --key PRIVATE.pem --app dist/linux-unpacked --out DIR [--days 180]
 * The private half never belongs on a build machine that others use, nor into the repository.
 */
const PUBLIC_KEY = fileURLToPath(new URL('../assets/giogiac-update-key.pem', import.meta.url))

function makeKey(file: string, publicFile: string): void {
  if (existsSync(file) || existsSync(publicFile)) throw new Error(`${file} or ${publicFile} is there already`)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  console.log(`${file}\n${publicFile}`)
}

async function signUpdate(keyFile: string, app: string, out: string, days: number): Promise<void> {
  const key = createPrivateKey(readFileSync(keyFile))
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' })
  const inside = join(app, 'resources/giogiac-update-key.pem')
  if (!existsSync(inside)) throw new Error(`${inside} is missing: this version could never be replaced`)
  if (readFileSync(inside, 'utf8') !== publicKey)
    console.warn('the version carries another key: the next one needs that')
  const described = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(app, 'resources/giogiac-package.json'), 'utf8')))
  mkdirSync(out, { recursive: true })
  const file = join(out, PACKAGE_FILE)
  const packed = spawnSync(
    'tar',
    [
      '--create',
      '--gzip',
      '--file',
      file,
      '--directory',
      app,
      '--owner=root',
      '--group=root',
      '--sort=name',
      '.',
    ],
    { stdio: 'inherit' },
  )
  if (packed.status !== 0) throw new Error('tar failed')
  const digest = createHash('sha256')
  for await (const part of createReadStream(file)) digest.update(part)
  const text = writeManifest({
    product: PRODUCT,
    platform: `linux-${process.arch}`,
    version: described.version,
    bytes: statSync(file).size,
    sha256: digest.digest('hex'),
    expires: new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  })
  if (readManifest(text) === null) throw new Error(`no kiosk would read this:\n${text}`)
  writeFileSync(join(out, MANIFEST_FILE), text)
  writeFileSync(join(out, SIGNATURE_FILE), sign(null, Buffer.from(text), key))
  process.stdout.write(text)
}

const { values } = parseArgs({
  options: {
    'new-key': { type: 'string' },
    public: { type: 'string', default: PUBLIC_KEY },
    key: { type: 'string' },
    app: { type: 'string' },
    out: { type: 'string' },
    days: { type: 'string', default: '180' },
  },
})
const { key, app, out, days } = values
if (values['new-key'] !== undefined) makeKey(values['new-key'], values.public)
else if (key !== undefined && app !== undefined && out !== undefined)
  await signUpdate(key, app, out, Number(days))
else {
  console.error('sign-update.ts --new-key PRIVATE.pem | --key PRIVATE.pem --app DIR --out DIR [--days 180]')
  process.exitCode = 2
}
