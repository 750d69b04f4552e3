import { type LogReport, type ReportedFault, unwitnessedTail } from '../../core/log/log-report.ts'
import type { AuditVerified } from '../../db/district/accounts/audit.ts'

const FAULTS: Readonly<Record<ReportedFault, string>> = {
  malformed: 'không phải sự kiện (no event)',
  'other-log': 'sự kiện của nhật ký khác (of another log)',
  'other-device': 'nhật ký của thiết bị khác (of another device)',
  gap: 'thiếu sự kiện trước chỗ này (events are missing before it)',
  repeated: 'số thứ tự đã có (number used before)',
  'duplicate-id': 'mã sự kiện đã có (event id used before)',
  'wrong-beginning': 'không mở đầu đúng (begins wrongly)',
  'out-of-order': 'sai thứ tự thời gian trong một lần chạy (earlier than the one before)',
  'broken-link': 'mắt xích không khớp (broken link)',
  'beside-the-event': 'cột bên cạnh nói khác sự kiện (stored beside it is something else)',
  changed: 'đã bị thay đổi (changed)',
  'bad-seal': 'chữ ký không đúng (bad signature)',
  'bad-receipt': 'biên nhận không khớp (a receipt does not fit)',
  'ends-early': 'bị cụt (cut off)',
  'tail-lost': 'mất phần cuối (the end is lost)',
  'after-the-end': 'thừa sau phần kết (after the end)',
  'not-a-log': 'không phải nhật ký (not a log)',
  damaged: 'tệp hỏng (the file is damaged)',
  'too-large': 'quá lớn (too large)',
}

const DAY_MS = 86_400_000

/** What one log is worth, in lines for whoever asked. @param now UTC ms, for events dated in the future */
export function wordsFor(report: LogReport, now: number): readonly string[] {
  const { log, device, publicKey, from, head, events, unknown, fault, sealed, witnessed, latestAt, dropped } =
    report
  const lines = [`${log} thiết bị (device) ${device}${publicKey === null ? '' : `, khóa (key) ${publicKey}`}`]
  const span = events === 0 ? '0' : `${events} (${from}–${head.seq})`
  lines.push(
    `  sự kiện đã kiểm (events verified): ${span}${unknown === 0 ? '' : `, loại lạ (unknown types) ${unknown}`}`,
  )
  if (events > 0) lines.push(`  đầu chuỗi (head): ${head.hash}`)
  if (dropped !== undefined) {
    const when = new Date(dropped.at).toISOString()
    const key = dropped.signedBy ?? 'không ai (nobody)'
    lines.push(`  đã xóa theo thời hạn (dropped after their time): 1–${dropped.seq}, ${when}, ${dropped.by}`)
    lines.push(`  ký bằng khóa cấp trên (signed by the district's key): ${key}`)
  }
  if (sealed !== null)
    lines.push(`  chữ ký thiết bị (device's seal): ${sealed ? 'đúng (right)' : 'SAI (WRONG)'}`)
  else if (publicKey === null)
    lines.push('  chữ ký thiết bị: chưa kiểm, cần --key (seal not checked: give --key)')
  const tail = unwitnessedTail(report)
  const word = witnessed === null ? 'không có lời nào (no word of it)' : `đến (up to) ${witnessed}`
  lines.push(`  cấp trên xác nhận (district's word): ${word}; đuôi chưa ai chứng (unwitnessed tail): ${tail}`)
  if (latestAt > now + DAY_MS) {
    lines.push(`  có sự kiện đề giờ tương lai (dated in the future): ${new Date(latestAt).toISOString()}`)
  }
  if (fault === null) return [...lines, '  ✓ nguyên vẹn (whole)']
  const where = fault.line === null ? `sự kiện (event) ${fault.seq}` : `dòng (line) ${fault.line}`
  const detail = fault.detail === '' ? '' : `: ${fault.detail}`
  return [...lines, `  ✗ ${where}: ${FAULTS[fault.kind]}${detail}`]
}

/** What is wrong with a district's log of what staff did, in words; empty: nothing. */
export const wordsForAudit = (verified: AuditVerified | null): string =>
  verified?.kind === 'broken'
    ? `nhật ký thao tác (audit log), dòng (row) ${verified.seq}: đã bị thay đổi hoặc thiếu (changed or missing)`
    : ''
