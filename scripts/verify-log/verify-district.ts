import { genesisHash } from '../../core/log/chain.ts'
import type { LogReport } from '../../core/log/log-report.ts'
import { createLogVerifier } from '../../core/log/log-verifier.ts'
import type { DistrictToVerify, HeldLog } from '../../db/district/open-for-verifying.ts'
import { sha256 } from '../../db/kiosk/sha256.ts'
import { saysTheSame } from './says-the-same.ts'
import { heeded, linkHash } from './verify-file.ts'

/** Verifies every log that a district holds, one after the other: each from the key of its device to the head it was signed for. */
export async function* verifyDistrict(district: DistrictToVerify): AsyncGenerator<LogReport> {
  const twice = Map.groupBy(await district.countedTwice(), ({ device }) => device)
  for (const held of await district.logs()) {
    const report = await verifyHeld(district, held)
    const [double] = twice.get(held.device) ?? []
    if (report.fault !== null || double === undefined) yield report
    else yield { ...report, fault: { kind: 'duplicate-id', line: null, seq: 0, detail: double.id } }
  }
}

async function verifyHeld(district: DistrictToVerify, held: HeldLog): Promise<LogReport> {
  const { log, device, publicKey } = held
  const prev = genesisHash(sha256, { log, device, publicKey, parent: parentOf(held.parent) })
  const verifier = createLogVerifier(linkHash, { log, device, from: 1, prev, expected: held.haveSeq })
  let fault: LogReport['fault'] = null
  const stop = (kind: NonNullable<LogReport['fault']>['kind'], seq: number, detail = ''): void => {
    fault ??= { kind, line: null, seq, detail }
  }
  pages: for await (const rows of district.pages(log)) {
    for (const row of rows) {
      const text = Buffer.from(row.text)
      const wrong = heeded(verifier.event(text))
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
  return { log, device, publicKey, from: 1, ...soFar, fault, sealed: null, witnessed: held.haveSeq }
}

function parentOf(parent: string | null): { log: string; seq: number; hash: string } | null {
  const [log, seq, hash] = parent?.split(':') ?? []
  return log === undefined || seq === undefined || hash === undefined ? null : { log, seq: Number(seq), hash }
}
