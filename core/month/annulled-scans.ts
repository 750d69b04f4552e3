import { localDateOf, localTimeOf } from '../time.ts'
import type { MonthFacts, SheetDay } from './month-facts.ts'
import { dayWords } from './month-words.ts'

/** A scan, or a sign-in without the badge, that somebody annulled: on record, and held against nobody. */
export interface AnnulledScan {
  /** What it was, in words. */
  readonly what: string
  /** Local time of the scan. */
  readonly at: string
  /** Who annulled it, when and why, in words. */
  readonly basis: string
}

const WHAT = { scan: 'Lượt quét đã hủy', 'sign-in': 'Lượt vào không thẻ đã hủy' } as const

/** The annulled scans of a day, in the order in which they were annulled. */
export const annulledScansOf = ({ day }: SheetDay, { zone, voucherNames }: MonthFacts): AnnulledScan[] =>
  (day.annulled ?? []).flatMap(({ kind, at, by, reason, annulledAt }) => {
    if (kind !== 'scan' && kind !== 'sign-in') return []
    const when = `${localTimeOf(annulledAt, zone)} ngày ${dayWords(localDateOf(annulledAt, zone))}`
    const who = voucherNames[by] ?? 'Không rõ ai'
    return [{ what: WHAT[kind], at: localTimeOf(at, zone), basis: `${who} hủy lúc ${when}: ${reason}` }]
  })
