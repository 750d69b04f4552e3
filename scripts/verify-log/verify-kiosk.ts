import { dirname, join } from 'node:path'
import { genesisHash } from '../../core/log/chain.ts'
import { GglogReceipt } from '../../core/log/gglog.ts'
import type { Head } from '../../core/log/head.ts'
import type { LogReport } from '../../core/log/log-report.ts'
import { createLogVerifier } from '../../core/log/log-verifier.ts'
import { importPublicKey, open } from '../../core/log/seal.ts'
import { Acknowledgement } from '../../core/wire/wire.ts'
import { readHeadFile } from '../../db/kiosk/files/head-file.ts'
import { HEAD_FILE } from '../../db/kiosk/files/log-files.ts'
import {
  type KeptReceipt,
  type LogToVerify,
  openForVerifying,
} from '../../db/kiosk/open/open-for-verifying.ts'
import { sha256 } from '../../db/sha256.ts'
import { saysTheSame } from './says-the-same.ts'
import { linkHash } from './verify-file.ts'

/**
 * Verifies a kiosk's log where it lies: every event and link, what is stored beside the events, how far the head file and
 * the district's word say that it must reach, and that word's seals. Reads only. @returns `null`: there is no log in it
 * @param districtKey whose seals count, raw, base64url; `null`: the keys that the kiosk keeps
 */
export async function verifyKiosk(file: string, districtKey: string | null): Promise<LogReport | null> {
  const log = openForVerifying(file)
  if (log === null) return null
  try {
    return await verifyOpen(log, file, districtKey)
  } finally {
    log.close()
  }
}

async function verifyOpen(log: LogToVerify, file: string, districtKey: string | null): Promise<LogReport> {
  const { device, publicKey, dropped } = log
  const genesis = genesisHash(sha256, log)
  const before: Head = dropped ?? { seq: 0, hash: genesis }
  const verifier = createLogVerifier(linkHash, {
    log: log.log,
    device,
    from: before.seq + 1,
    prev: before.hash,
  })
  const words = await openReceipts(log, districtKey)
  let fault: LogReport['fault'] = null
  const stop = (kind: NonNullable<LogReport['fault']>['kind'], seq: number, detail = ''): void => {
    fault ??= { kind, line: null, seq, detail }
  }
  if (genesis !== log.genesis) stop('broken-link', 0, 'genesis')
  let prev = before.hash
  const claimed = [...words.heads.values(), ...(log.acknowledged === null ? [] : [log.acknowledged])]
  const bySeq = Map.groupBy(claimed, ({ seq }) => seq)
  for (const row of fault === null ? log.rows() : []) {
    const wrong = verifier.event(row.text)
    if (wrong !== null) stop(wrong.kind, wrong.seq, wrong.detail)
    else if (row.prev !== prev || row.hash !== linkOf(verifier.link())) stop('broken-link', row.seq)
    else if (!saysTheSame(row, row.text)) stop('beside-the-event', row.seq)
    prev = row.hash
    for (const { hash } of bySeq.get(row.seq) ?? []) if (hash !== row.hash) stop('bad-receipt', row.seq, hash)
    if (fault !== null) break
  }
  const soFar = verifier.soFar()
  const reached = reachedOnce(log, file, words.heads)
  if (fault === null && reached > soFar.head.seq) {
    stop('tail-lost', soFar.head.seq + 1, `${reached - soFar.head.seq}`)
  }
  if (words.bad > 0) stop('bad-receipt', soFar.head.seq, `${words.bad}`)
  const witnessed = [...words.heads.keys()].filter((seq) => seq <= soFar.head.seq)
  return {
    log: log.log,
    device,
    publicKey,
    from: before.seq + 1,
    ...soFar,
    fault,
    sealed: null,
    witnessed: witnessed.length === 0 ? null : Math.max(...witnessed),
  }
}

const linkOf = (link: string): string => Buffer.from(link, 'latin1').toString('hex')

interface Words {
  /** How far the district has signed to hold this log, by number. */
  readonly heads: ReadonlyMap<number, Head>
  /** Receipts whose seal does not hold. */
  readonly bad: number
}

async function openReceipts(log: LogToVerify, districtKey: string | null): Promise<Words> {
  const heads = new Map<number, Head>()
  let bad = 0
  for (const receipt of log.receipts) {
    if (receipt.log !== log.log) continue
    const have = await haveOf(receipt, log.device, districtKey)
    if (have === null) bad++
    else heads.set(have.seq, have)
  }
  return { heads, bad }
}

async function haveOf({ sealed, log, districtKey }: KeptReceipt, device: string, pinned: string | null) {
  const key = await importPublicKey(pinned ?? districtKey)
  for (const [purpose, form] of [
    ['answer', Acknowledgement],
    ['receipt', GglogReceipt],
  ] as const) {
    const opened = await open(sealed, { key, audience: device, purpose })
    if (opened.kind !== 'opened') continue
    const said = form.safeParse(JSON.parse(opened.body))
    if (said.success && said.data.log === log) return said.data.have
  }
  return null
}

/** The last number that anything says the log had. */
function reachedOnce(log: LogToVerify, file: string, heads: Words['heads']): number {
  const head = readHeadFile(join(dirname(file), HEAD_FILE))
  const isOurs = head.kind === 'read' && head.mark.log === log.log
  const marked = isOurs ? [head.mark.seq, head.mark.acknowledged.seq] : []
  return Math.max(0, log.acknowledged?.seq ?? 0, ...marked, ...heads.keys())
}
