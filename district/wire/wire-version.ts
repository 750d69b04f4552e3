import { OLDEST_WIRE_VERSION, WIRE_VERSION } from '../../core/wire/wire.ts'

/** Which version of the wire a message speaks, and in which it is answered. */
export interface ReadVersion {
  readonly kind: 'spoken' | 'upgrade-district' | 'upgrade-kiosk'
  /** The newest that both sides know. */
  readonly answer: number
}

/** Reads the version from a sealed text before it is verified; what has none is taken for the oldest. */
export function readVersion(sealed: string): ReadVersion {
  const said = /^\{"v":(\d{1,6})[,}]/.exec(sealed.slice(sealed.indexOf('\n') + 1))?.[1]
  const version = said === undefined ? OLDEST_WIRE_VERSION : Number(said)
  const answer = Math.min(Math.max(version, OLDEST_WIRE_VERSION), WIRE_VERSION)
  if (version > WIRE_VERSION) return { kind: 'upgrade-district', answer }
  return { kind: version < OLDEST_WIRE_VERSION ? 'upgrade-kiosk' : 'spoken', answer }
}
