import { genesisHash } from '../../core/log/chain.ts'
import type { Head } from '../../core/log/head.ts'
import type { LogReport } from '../../core/log/log-report.ts'
import { createLogVerifier } from '../../core/log/log-verifier.ts'
import type { DistrictToVerify, HeldLog } from '../../db/district/chain/open-for-verifying.ts'
import { sha256 } from '../../db/sha256.ts'
import { saysTheSame } from './says-the-same.ts'
import { verifyDropped } from './verify-dropped.ts'
import { linkHash } from './verify-file.ts'

/**
 * Verifies every log that a district holds, one after the other: each from the key of its device, or from where the
 * district sealed that it goes on, to the head it was signed for.
 * @param districtKeys whose seals count, raw, base64url; empty: whoever signed is only named
 */
export async function* verifyDistrict(
  district: DistrictToVerify,
  districtKeys: readonly string[] = [],
): AsyncGenerator<LogReport> {
  const twice = Map.groupBy(await district.countedTwice(), ({ device }) => device)
  for (const held of await district.logs()) {
    const report = await verifyHeld(district, held, districtKeys)
    const [double] = twice.get(held.device) ?? []
    if (report.fault !== null || double === undefined) yield report
    else yield { ...report, fault: { kind: 'duplicate-id', line: null, seq: 0, detail: double.id } }
  }
}

async function verifyHeld(
  district: DistrictToVerify,
  held: HeldLog,
  districtKeys: readonly string[],
): Promise<LogReport> {
  const { log, device, publicKey } = held
  const genesis = genesisHash(sha256, { log, device, publicKey, parent: parentOf(held.parent) })
  const before: Head = held.dropped ?? { seq: 0, hash: genesis }
  const from = before.seq + 1
  const expected = Math.max(0, held.haveSeq - before.seq)
  const verifier = createLogVerifier(linkHash, { log, device, from, prev: before.hash, expected })
  let fault: LogReport['fault'] = null
  const stop = (kind: NonNullable<LogReport['fault']>['kind'], seq: number, detail = ''): void => {
    fault ??= { kind, line: null, seq, detail }
  }
  const word = held.dropped === null ? null : await verifyDropped(held.dropped, districtKeys)
  if (word !== null && word.fault !== null) stop('bad-seal', before.seq, word.fault)
  pages: for await (const rows of district.pages(log)) {
    for (const row of rows) {
      const text = Buffer.from(row.text)
      const wrong = verifier.event(text)
      if (wrong !== null) stop(wrong.kind, wrong.seq, wrong.detail)
      else if (row.device !== device || !saysTheSame(row, text)) stop('beside-the-event', row.seq)
      if (fault !== null) break pages
    }
  }
  const soFar = verifier.soFar()
  const { head } = soFar
  if (fault === null && head.seq < held.haveSeq) stop('tail-lost', head.seq + 1, `${held.haveSeq - head.seq}`)
  if (head.seq > held.haveSeq) stop('after-the-end', held.haveSeq + 1)
  // The chain has no hash stored beside each event here: where it comes to another head, something before it was changed.
  if (head.seq === held.haveSeq && head.hash !== held.haveHash) stop('broken-link', head.seq, 'head')
  const report = { log, device, publicKey, from, ...soFar, fault, sealed: null, witnessed: held.haveSeq }
  if (held.dropped === null) return report
  const { seq, at, droppedBy: by } = held.dropped
  return { ...report, dropped: { seq, at, by, signedBy: word?.signedBy ?? null } }
}

function parentOf(parent: string | null): { log: string; seq: number; hash: string } | null {
  const [log, seq, hash] = parent?.split(':') ?? []
  return log === undefined || seq === undefined || hash === undefined ? null : { log, seq: Number(seq), hash }
}
