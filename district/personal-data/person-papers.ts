import { addWorkingDays } from '../../core/schedule/working-days.ts'
import { localDateOf } from '../../core/time.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { type HeldRows, readPersonalData } from '../../db/district/retention/personal-data.ts'

/** Working days within which a person is answered (Decree 356/2025/NĐ-CP). */
const ANSWER_WITHIN_DAYS = 2

const TITLES: Readonly<Record<string, string>> = {
  people: 'Họ tên, chức danh',
  postings: 'Nơi làm việc theo thời gian',
  badges: 'Thẻ',
  events: 'Sự kiện chấm công (nguyên văn nhật ký)',
  day_results: 'Kết quả từng ngày',
  judged_anew: 'Kết quả từng ngày theo quy tắc cũ',
  excuse_requests: 'Đề nghị nghỉ',
  claim_decisions: 'Quyết định về xác nhận lượt quên quét',
  rules: 'Nghỉ phép, lịch trực, chế độ',
  accounts: 'Tài khoản, không có mật khẩu',
  pins: 'Mã PIN: có từ khi nào, không có mã',
  imported_people: 'Tệp danh sách đã nhập: trước và sau khi nhập',
  month_locks: 'Bảng chấm công đã khóa có tên người này',
  audit_log: 'Thao tác của cán bộ liên quan',
}

export interface PersonPapers {
  readonly machine: string
  readonly readable: string
  readonly rows: number
}

/** All data of one person, for a program (JSON) and for the person (HTML, to be printed). */
export async function personPapers(
  db: DistrictDb,
  snapshot: Snapshot,
  person: string,
  now: number,
): Promise<PersonPapers> {
  const held = await readPersonalData(db, person)
  const today = localDateOf(now, snapshot.book.zone)
  const answerBy = addWorkingDays(snapshot.book, today, ANSWER_WITHIN_DAYS)
  const machine = JSON.stringify(
    { giogiac: 'personal-data', v: 1, person, asked: today, answerBy, held },
    null,
    2,
  )
  const rows = held.reduce((sum, each) => sum + each.rows.length, 0)
  return {
    machine,
    readable: readablePage(snapshot.people.get(person)?.name ?? person, today, answerBy, held),
    rows,
  }
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value ?? null)).replace(
    /[&<>"]/g,
    (letter) => ESCAPED[letter] ?? '',
  )

function readablePage(name: string, asked: string, answerBy: string, held: readonly HeldRows[]): string {
  const parts = held.map(({ table, kind, rows }) => {
    const columns = Object.keys(rows[0] ?? {})
    const note = kind === 'mentions' ? '<p>Các dòng này có cả người khác; chỉ nêu dòng nào.</p>' : ''
    return `<h2>${asText(TITLES[table] ?? table)} (${rows.length})</h2>${note}<table><thead><tr>${columns
      .map((column) => `<th scope="col">${asText(column)}</th>`)
      .join('')}</tr></thead><tbody>${rows
      .map((row) => `<tr>${columns.map((column) => `<td>${asText(row[column])}</td>`).join('')}</tr>`)
      .join('')}</tbody></table>`
  })
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Dữ liệu cá nhân</title></head><body>
<h1>Dữ liệu cá nhân của ${asText(name)}</h1>
<p>Yêu cầu ngày ${asked}; hạn trả lời ${answerBy} (${ANSWER_WITHIN_DAYS} ngày làm việc).</p>
${parts.join('\n')}
</body></html>`
}
