import type { Reference, ReferenceKind, Removable } from '../../db/district/engine/find-references.ts'

const COUNTED: Readonly<Record<ReferenceKind, string>> = {
  organisations: 'đơn vị bên dưới',
  successors: 'đơn vị ghi đây là nơi tiếp nhận công việc',
  'earlier-names': 'tên cũ của nơi khác ghi đơn vị này là cấp trên',
  points: 'điểm tiếp nhận',
  counters: 'quầy',
  people: 'người đang hoặc đã làm ở đây',
  kiosks: 'máy chấm công',
  accounts: 'tài khoản',
  tokens: 'mã truy cập API',
  notices: 'thông báo',
  settings: 'mẫu bảng công hoặc danh mục loại nghỉ riêng',
  rules: 'quy định về giờ, lịch nghỉ, lịch trực hoặc ngày nghỉ đã duyệt',
  months: 'bảng công đã khóa',
  imports: 'tệp đã nhập',
  badges: 'thẻ đang dùng',
  events: 'lượt quét hoặc việc đã ghi ở máy chấm công',
  requests: 'đề nghị xin nghỉ',
  decisions: 'xác nhận lượt quên quét',
  'old-numbers': 'số hiệu ở máy chấm công cũ',
}

const INSTEAD: Readonly<Record<Removable, string>> = {
  organisation:
    'Hãy xóa hoặc chuyển chúng trước; nếu đơn vị thật sự đã hoạt động thì ghi ngày kết thúc (Đến ngày).',
  point: 'Hãy xóa hoặc chuyển chúng trước; nếu điểm thật sự đã hoạt động thì ghi ngày kết thúc (Đến ngày).',
  counter: 'Hãy đổi quầy cho họ trước, hoặc ghi ngày kết thúc (Đến ngày) của quầy.',
  person:
    'Thẻ thì thu hồi trước; tài khoản thì bỏ người khỏi nó trước. Người thật sự đã làm việc thì không xóa: hãy dùng Nghỉ việc.',
}

/** Why something is not deleted: everything that refers to it, and what to do instead. */
export function whyKept(what: Removable, to: readonly Reference[]): string {
  const said = to.map(({ kind, count }) =>
    kind === 'events' ? `có ${COUNTED[kind]}` : `${count} ${COUNTED[kind]}`,
  )
  return `Chưa xóa được vì còn: ${said.join(', ')}. ${INSTEAD[what]}`
}
