/** Files of an update, wherever it lies: what it is, who says so, and the program. */
export const MANIFEST_FILE = 'giogiac-update.txt'
export const SIGNATURE_FILE = 'giogiac-update.sig'
export const PACKAGE_FILE = 'giogiac-update.tar.gz'

export const MOST_MANIFEST_BYTES = 1024
/** An Ed25519 signature, raw. */
export const SIGNATURE_BYTES = 64
export const MOST_PACKAGE_BYTES = 1024 ** 3

/** The one program these updates are of. */
export const PRODUCT = 'vn.giogiac.kiosk'

/** What an update says of itself; the signature is over its text. */
export interface UpdateManifest {
  readonly product: string
  /** Node's names of system and processor, e.g. `linux-x64`. */
  readonly platform: string
  /** Three numbers of at most five digits. */
  readonly version: string
  /** Of the package. */
  readonly bytes: number
  /** Of the package, hex. */
  readonly sha256: string
  /** Last day on which it may be put in place, `yyyy-mm-dd`. */
  readonly expires: string
}

const NUMBER = '(?:0|[1-9]\\d{0,4})'
const FORM = new RegExp(
  [
    'giogiac update 1',
    'product: ([a-z][a-z.]{0,59})',
    'platform: ([a-z0-9]{1,20}-[a-z0-9]{1,20})',
    `version: (${NUMBER}\\.${NUMBER}\\.${NUMBER})`,
    'bytes: ([1-9]\\d{0,9})',
    'sha256: ([0-9a-f]{64})',
    'expires: (\\d{4}-\\d{2}-\\d{2})',
    '',
  ].join('\\n'),
)

/** The text that is signed: seven lines in a fixed order, each ended, so that a shell can read it too. */
export const writeManifest = (manifest: UpdateManifest): string =>
  [
    'giogiac update 1',
    ...(['product', 'platform', 'version', 'bytes', 'sha256', 'expires'] as const).map(
      (name) => `${name}: ${manifest[name]}`,
    ),
    '',
  ].join('\n')

/** @returns `null` for any text that is not exactly one manifest */
export function readManifest(text: string): UpdateManifest | null {
  const found = FORM.exec(text)
  if (found === null || found[0] !== text) return null
  const [, product = '', platform = '', version = '', bytes = '', sha256 = '', expires = ''] = found
  return { product, platform, version, bytes: Number(bytes), sha256, expires }
}

/** Positive when `a` is the later version. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Why an update that is rightly signed is still not for this kiosk today. */
export type Unsuitable = 'other-product' | 'other-platform' | 'not-newer' | 'expired' | 'too-large'

/** @param today `yyyy-mm-dd`, UTC */
export function whyUnsuitable(
  manifest: UpdateManifest,
  {
    platform,
    running,
    today,
  }: { readonly platform: string; readonly running: string; readonly today: string },
): Unsuitable | null {
  if (manifest.product !== PRODUCT) return 'other-product'
  if (manifest.platform !== platform) return 'other-platform'
  if (compareVersions(manifest.version, running) <= 0) return 'not-newer'
  if (manifest.expires < today) return 'expired'
  if (manifest.bytes > MOST_PACKAGE_BYTES) return 'too-large'
  return null
}
