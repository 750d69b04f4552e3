import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { GglogReceipt, MOST_RECEIPT_BYTES, RECEIPT_ENDING } from '../../core/log/gglog.ts'
import type { Head } from '../../core/log/head.ts'
import { importPublicKey, open } from '../../core/log/seal.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { openPlainFile } from '../../db/open-plain-file.ts'
import { ADMINISTRATOR, nameOfOwner } from '../desk/pin-owner.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import { noteHave } from '../sync/note-have.ts'
import { takeSuccessor } from '../sync/take-successor.ts'
import { findStick } from './find-stick.ts'
import type { Machine } from './machine.ts'

/** Files looked at on one stick. */
const MOST_FILES = 500

interface Receipt {
  readonly sealed: string
  readonly body: GglogReceipt
}

/**
 * Takes the district's word from the stick: the newest receipt of this log under the district's seal moves the
 * acknowledged sequence forward, never back. The reading goes on record, so one event waits afterwards.
 */
export async function readReceipt(
  kiosk: Machine,
  { visit }: KioskInput<'readReceipt'>,
): Promise<KioskAnswers['readReceipt']> {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const stick = findStick(kiosk.sticks())
  if (stick.kind === 'no-stick') return { kind: 'no-stick' }
  const answer = await takeFrom(kiosk, stick.folder)
  // The same stick may bring a newer program along; whether that has expired, the receipt may say.
  void kiosk.updates.lookAt(stick.folder)
  return answer
}

async function takeFrom(kiosk: Machine, folder: string): Promise<KioskAnswers['readReceipt']> {
  const texts = await receiptsIn(folder)
  if (texts.length === 0) return { kind: 'none' }
  const receipts: Receipt[] = []
  for (const text of texts) {
    const receipt = await verify(kiosk, text)
    if (receipt !== null) receipts.push(receipt)
  }
  receipts.sort((a, b) => b.body.have.seq - a.body.have.seq)
  const taken = kiosk.keeper.write((store) => take(kiosk, store, receipts))
  if (taken.kind === 'not-recorded') return taken
  kiosk.changed()
  if (taken.value === null) return { kind: 'not-ours' }
  if (typeof taken.value === 'number') return { kind: 'taken', have: taken.value }
  endOtherStory(kiosk, taken.value.other)
  return { kind: 'not-ours' }
}

/** By its own word the district holds another story under this log's name: this kiosk was restored, or copied. */
function endOtherStory(kiosk: Machine, other: Head): void {
  const head = kiosk.keeper.use((store) => store.head()?.seq ?? 0)
  const isAhead = head.kind === 'done' && other.seq > head.value
  const { acknowledged } = kiosk.memory
  kiosk.keeper.endLog({
    why: isAhead ? 'restored' : 'forked',
    detail: 'a receipt tells another story',
    from: acknowledged === null ? null : { seq: acknowledged.seq, hash: acknowledged.hash },
  })
}

/** Texts of the receipts on a stick; what cannot be read is passed over. */
async function receiptsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  const receipts = names.filter((name) => name.endsWith(RECEIPT_ENDING)).slice(0, MOST_FILES)
  const texts = await Promise.all(receipts.map((name) => textOf(join(folder, name))))
  return texts.filter((text) => text !== null)
}

async function textOf(path: string): Promise<string | null> {
  const file = await openPlainFile(path).catch(() => null)
  try {
    const { size } = (await file?.stat()) ?? { size: Number.POSITIVE_INFINITY }
    return size <= MOST_RECEIPT_BYTES ? ((await file?.readFile('utf8')) ?? null) : null
  } catch {
    return null
  } finally {
    await file?.close()
  }
}

async function verify(kiosk: Machine, sealed: string): Promise<Receipt | null> {
  const { enrolment } = kiosk.memory
  if (enrolment === null) return null
  const { districtKey, device } = enrolment
  const key = await importPublicKey(districtKey)
  const opened = await open(sealed, { key, audience: device, purpose: 'receipt' })
  if (opened.kind === 'refused' || opened.claims.iss !== districtKey) return null
  try {
    return { sealed, body: GglogReceipt.parse(JSON.parse(opened.body)) }
  } catch {
    return null
  }
}

/**
 * @returns how far the district holds this log, by the first receipt that is about it; `other`: it holds another story
 * there, or more than there is here; `null`: none is about it
 */
function take(
  kiosk: Machine,
  store: LogStore,
  receipts: readonly Receipt[],
): number | { readonly other: Head } | null {
  const log = store.origin()?.log
  for (const { sealed, body } of receipts) {
    const { have } = body
    if (body.log !== log) continue
    if (store.read.hashOf(have.seq) !== have.hash) return { other: have }
    const before = kiosk.memory.acknowledged?.seq ?? 0
    const data = { who: nameOfOwner(ADMINISTRATOR), what: 'receipt-read' }
    kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }])
    // What was recorded since the export the district cannot know: it is complete up to its last event, not up to now.
    const headThen = Number.POSITIVE_INFINITY
    const word = { have, headThen, headAt: 0, challenge: null, receipt: sealed }
    if (have.seq > before) noteHave(kiosk, store, word)
    if (body.successor !== null) takeSuccessor(kiosk, store, body.successor)
    return Math.max(before, have.seq)
  }
  return null
}
