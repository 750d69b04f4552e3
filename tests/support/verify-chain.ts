import { createHash } from 'node:crypto'

/**
 * A second verifier of the log's chain, written from the format's description alone; it shares no code with the
 * program and must not come to.
 */
export interface ChainOrigin {
  readonly log: string
  readonly device: string
  readonly publicKey: string
  readonly parent?: { readonly log: string; readonly seq: number; readonly hash: string } | null
}

const digest = (...parts: readonly (string | Buffer)[]): Buffer => {
  const sha = createHash('sha256')
  for (const part of parts) sha.update(part)
  return sha.digest()
}

export function firstHash({ log, device, publicKey, parent }: ChainOrigin): string {
  const key = Buffer.from(publicKey, 'base64url').toString('base64')
  const before = parent ? [parent.log, parent.seq, parent.hash].join(':') : ''
  return digest('giogiac/log/1\n', log, '\n', device, '\n', key, '\n', before).toString('hex')
}

/** @returns the number of the first event that does not fit, or `null` */
export function firstBroken(
  origin: ChainOrigin,
  events: readonly { readonly text: string; readonly hash: string }[],
): number | null {
  let hash: Buffer = Buffer.from(firstHash(origin), 'hex')
  for (const [i, event] of events.entries()) {
    hash = digest('giogiac/event/1\n', hash, event.text)
    const { seq, log } = JSON.parse(event.text)
    if (hash.toString('hex') !== event.hash || seq !== i + 1 || log !== origin.log) return i + 1
  }
  return null
}
