import type { LineFault, LineFaultKind } from '../../core/kiosk/line-fault.ts'
import { UnusableAuthorityFile } from './authority-file.ts'

/** OpenSSL's and BoringSSL's names for what is wrong with a certificate, apart from its time. */
const UNTRUSTED =
  /^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_EXCEEDED$|EE_KEY_TOO_SMALL$|CA_KEY_TOO_SMALL$|CA_MD_TOO_WEAK$)/
/** As code or, where the code is only `EPROTO`, in the message; BoringSSL writes it in capitals. */
const OLD_TLS = /alert[ _]protocol[ _]version|unsupported[ _]protocol/i

/**
 * What was wrong with the other end, where TLS said so.
 * @param clockAt this machine's clock, by which certificates were judged, UTC ms
 * @returns `null` for everything that is only a line that is down
 */
export function lineFaultOf(error: unknown, clockAt: number): LineFault | null {
  const kind = kindOf(error)
  return kind === null ? null : { kind, clockAt }
}

function kindOf(error: unknown): LineFaultKind | null {
  if (error instanceof UnusableAuthorityFile) return 'authority-file'
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return 'not-valid-now'
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'other-host'
  if (OLD_TLS.test(`${code} ${error.message}`)) return 'old-tls'
  return UNTRUSTED.test(code) ? 'untrusted' : null
}
