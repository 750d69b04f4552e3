import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** In the kiosk's data folder: the certificates of the authorities that alone may vouch for the district. */
export const AUTHORITY_FILE = 'district-ca.pem'
/** The authority in use and the one that follows it. */
const MOST_AUTHORITIES = 2
const MOST_BYTES = 64 * 1024
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

/** The file is there and is not one or two certificates of authorities. */
export class UnusableAuthorityFile extends Error {
  override readonly name = 'UnusableAuthorityFile'
}

/**
 * Reads the district's own authorities, PEM.
 * @returns `null` where there is no such file: the public authorities that Node brings along count
 * @throws UnusableAuthorityFile where there is one that says nothing certain: then nobody is trusted
 */
export function readAuthorities(file: string): readonly string[] | null {
  const text = readText(file)
  if (text === null) return null
  const found = text.match(CERTIFICATE) ?? []
  if (text.length > MOST_BYTES || found.length === 0 || found.length > MOST_AUTHORITIES) {
    throw new UnusableAuthorityFile()
  }
  if (!found.every(isAuthority)) throw new UnusableAuthorityFile()
  return found
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw new UnusableAuthorityFile()
  }
}

/** A server's own certificate is none: whoever trusted that would be cut off when it is renewed. */
function isAuthority(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca
  } catch {
    return false
  }
}
