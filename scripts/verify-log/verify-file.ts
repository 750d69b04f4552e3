import { createHash, hash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import {
  exportClaims,
  GglogHeader,
  GglogReceipt,
  GglogTrailer,
  MOST_GGLOG_EVENTS,
} from '../../core/log/gglog.ts'
import type { LogReport, ReportedFault } from '../../core/log/log-report.ts'
import { createLogVerifier, type LogVerifier } from '../../core/log/log-verifier.ts'
import { importPublicKey, open, openOver } from '../../core/log/seal.ts'
import { gglogBlocks, linesOfBlock, UnreadableFile } from '../../district/by-hand/gglog-lines.ts'
import { createMarks, type Marks } from './marks.ts'

export interface FileKeys {
  /** Of the device, raw, base64url; without it its seal cannot be verified. */
  readonly device: string | null
  /** Of the district; without it the one that the file names is believed. */
  readonly district: string | null
}

/** SHA-256 as the verifier takes it. */
export const linkHash = (bytes: Uint8Array): string => hash('sha256', bytes, 'binary')

interface Read {
  header: GglogHeader | null
  trailer: GglogTrailer | null
  verifier: LogVerifier | null
  lines: number
  fault: LogReport['fault']
}

/** Verifies an exported log (.gglog) without a database: chain, numbers, ids, order, trailer, seal, and the receipt beside it. */
export async function verifyFile(file: string, keys: FileKeys): Promise<LogReport> {
  const read: Read = { header: null, trailer: null, verifier: null, lines: 0, fault: null }
  const marks = createMarks()
  const sealed = createHash('sha256')
  const stop = (kind: ReportedFault, detail = '', line = read.lines): void => {
    const seq = (read.header?.from ?? 0) + Math.max(0, line - 2)
    read.fault = { kind, line, seq, detail }
  }
  try {
    for await (const block of gglogBlocks(createReadStream(file) as unknown as AsyncIterable<Buffer>)) {
      const end = takeBlock(read, marks, block, stop)
      if (end > 0) sealed.update(end === block.length ? block : block.subarray(0, end))
      if (read.fault !== null) break
    }
    if (read.fault === null && read.trailer === null) stop('ends-early', '', read.lines + 1)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (read.fault === null) stop(error.why, '', read.lines + 1)
  }
  const isSealed =
    read.fault === null ? await verifyEnd(read, marks, sealed.digest('base64url'), keys, stop) : null
  const witnessed = await readWitness(file, read, marks, keys, stop)
  const { header, verifier } = read
  const soFar = verifier?.soFar()
  return {
    log: header?.log ?? '',
    device: header?.device ?? '',
    publicKey: keys.device,
    from: header?.from ?? 0,
    head: soFar?.head ?? { seq: 0, hash: '' },
    events: soFar?.events ?? 0,
    unknown: soFar?.unknown ?? 0,
    latestAt: soFar?.latestAt ?? 0,
    fault: read.fault,
    sealed: isSealed,
    witnessed,
  }
}

type Stop = (kind: ReportedFault, detail?: string, line?: number) => void

/** @returns how many bytes of the block the seal covers */
function takeBlock(read: Read, marks: Marks, block: Buffer, stop: Stop): number {
  let covered = 0
  for (const line of linesOfBlock(block)) {
    read.lines++
    const { header, verifier } = read
    if (header === null || verifier === null) {
      begin(read, marks, line, stop)
    } else if (read.lines <= header.to - header.from + 2) {
      const fault = verifier.event(line)
      if (fault !== null) stop(fault.kind, fault.detail)
      else marks.add(verifier.link())
    } else if (read.trailer === null) {
      const trailer = GglogTrailer.safeParse(json(line))
      if (!trailer.success) stop('changed', 'trailer')
      else read.trailer = trailer.data
      continue
    } else stop('after-the-end')
    if (read.fault !== null) break
    covered += line.length + 1
  }
  return covered
}

function begin(read: Read, marks: Marks, line: Buffer, stop: Stop): void {
  const parsed = GglogHeader.safeParse(json(line))
  const header = parsed.success && parsed.data.to >= parsed.data.from ? parsed.data : null
  if (header === null) stop('not-a-log')
  else if (header.to - header.from >= MOST_GGLOG_EVENTS) stop('too-large')
  else {
    const { log, device, from, prev } = header
    read.header = header
    read.verifier = createLogVerifier(linkHash, { log, device, from, prev, expected: header.to - from + 1 })
    marks.add(linkHash(line))
  }
}

/** Compares trailer and seal with what was read. @returns whether the seal was verified; `null`: no key to do it with */
async function verifyEnd(
  { header, trailer, verifier, lines }: Read,
  marks: Marks,
  digest: string,
  keys: FileKeys,
  stop: Stop,
): Promise<boolean | null> {
  if (header === null || trailer === null || verifier === null) return null
  const { head, count, jws } = trailer
  const own = verifier.soFar().head
  const different = marks.firstDifferent(trailer.marks)
  const fits = head.seq === own.seq && head.hash === own.hash && count === own.seq - header.from + 1
  if (!fits) stop(different === null ? 'bad-seal' : 'changed', 'trailer', different ?? lines)
  // Where the chain comes to its head no event was changed: it is the header, or a mark.
  else if (different === 1) stop('changed', 'header', 1)
  else if (different !== null) stop('bad-seal', 'marks', lines)
  if (keys.device === null) return null
  const { aud: audience, purpose, iss } = exportClaims(header)
  const key = await importPublicKey(keys.device)
  const opened = await openOver(jws, digest, { key, audience, purpose })
  const isRight = opened.kind === 'opened' && opened.claims.iss === iss
  if (!isRight && fits && different === null) stop('bad-seal', '', lines)
  return isRight
}

/** The district's word on how far it holds this log, from the receipt beside the file. */
async function readWitness(
  file: string,
  { header, fault, verifier }: Read,
  marks: Marks,
  keys: FileKeys,
  stop: Stop,
): Promise<number | null> {
  const beside = `${file}.ggreceipt`
  if (header === null || verifier === null || !existsSync(beside)) return null
  const key = await importPublicKey(keys.district ?? header.district)
  const opened = await open(readFileSync(beside, 'utf8'), {
    key,
    audience: header.device,
    purpose: 'receipt',
  })
  const receipt = opened.kind === 'opened' ? GglogReceipt.safeParse(json(Buffer.from(opened.body))) : null
  const have = receipt?.success === true && receipt.data.log === header.log ? receipt.data.have : null
  const line = have === null ? 0 : have.seq - header.from + 2
  const isOther = have !== null && line > 1 && line <= marks.count() && !marks.isAt(line, have.hash)
  if (have !== null && !isOther) return have.seq
  if (fault === null) stop('bad-receipt', beside, Math.max(1, line))
  return null
}

function json(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'))
  } catch {
    return undefined
  }
}
