/** What is wrong with whoever answers at the district's address over TLS. */
export type LineFaultKind =
  /** By this kiosk's clock the certificate is not valid yet, or no more: the certificate's fault or the clock's. */
  | 'not-valid-now'
  /** No authority that this kiosk trusts vouches for the certificate. */
  | 'untrusted'
  /** A good certificate, of another name than the address has. */
  | 'other-host'
  /** The server knows no TLS 1.2 or newer. */
  | 'old-tls'
  /** The file with the district's own authorities cannot be used. */
  | 'authority-file'

/** Why the kiosk did not speak to what answered: it sent nothing. */
export interface LineFault {
  readonly kind: LineFaultKind
  /** This kiosk's own clock when it saw this, UTC ms. */
  readonly clockAt: number
}
