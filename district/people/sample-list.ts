import { ROLE_WORDS } from '../../core/people/role-words.ts'
import { writeXlsx, type XlsxRow } from '../print/write-xlsx.ts'
import type { XlsxStyle } from '../print/xlsx-styles.ts'

const TITLE: XlsxStyle = { bold: true, size: 14 }
const HEAD: XlsxStyle = { bold: true, align: 'center', wrap: true, border: true, shade: 'head' }
const BODY: XlsxStyle = { border: true, wrap: true, top: true }
const NAME: XlsxStyle = { ...BODY, bold: true }
/** Rows with lines around them, to be written into. */
const EMPTY_ROWS = 30

/** The headings that an import reads, and what is written under each. */
const COLUMNS: readonly { readonly head: string; readonly width: number; readonly how: string }[] = [
  { head: 'STT', width: 6, how: 'Không bắt buộc; không được đọc.' },
  { head: 'Họ và tên', width: 28, how: 'Bắt buộc. Viết đủ dấu, bằng Unicode: Nguyễn Thị Hà.' },
  { head: 'Chức danh', width: 28, how: 'Như in trên thẻ: Công chức Tư pháp – Hộ tịch.' },
  {
    head: 'Mã số',
    width: 12,
    how: 'Mã của cơ quan, không phải số căn cước. Nhập lại danh sách thì nhận ra người theo mã này.',
  },
  { head: 'Điểm tiếp nhận', width: 34, how: 'Đúng tên một điểm ở dưới. Để trống: chọn điểm ở trang nhập.' },
  { head: 'Quầy', width: 14, how: 'Tên quầy của điểm; để trống được.' },
  {
    head: 'Vai trò',
    width: 14,
    how: `${ROLE_WORDS.leader[0]}: xác nhận được cho người khác ở máy chấm công. Còn lại: ${ROLE_WORDS.staff.slice(0, -1).join(', ')}.`,
  },
  {
    head: 'Từ ngày',
    width: 14,
    how: 'Ngày bắt đầu làm ở điểm đó: 01/07/2026. Để trống: chọn ngày ở trang nhập.',
  },
]

/**
 * An empty list of people as an import reads it, with a sheet that says how it is filled in. It names nobody: taken in
 * as it is, it adds nobody.
 * @param points names of the reception points that whoever asks may fill
 */
export function sampleList(points: readonly string[], madeAt: number): Uint8Array {
  const row = (values: readonly string[], style: XlsxStyle): XlsxRow => ({
    cells: values.map((value) => ({ value, style })),
  })
  const empty = row(
    COLUMNS.map(() => ''),
    BODY,
  )
  const pair = (name: string, how: string): XlsxRow => ({
    cells: [
      { value: name, style: NAME },
      { value: how, style: BODY },
    ],
  })
  return writeXlsx({
    title: 'Danh sách cán bộ',
    madeAt,
    sheets: [
      {
        name: 'Danh sách',
        columns: COLUMNS.map(({ width }) => width),
        rows: [
          row(
            COLUMNS.map(({ head }) => head),
            HEAD,
          ),
          ...Array.from({ length: EMPTY_ROWS }, () => empty),
        ],
        landscape: true,
        freeze: { rows: 1, columns: 0 },
        titleRows: [0, 0],
      },
      {
        name: 'Cách điền',
        columns: [22, 90],
        rows: [
          { cells: [{ value: 'Cách điền danh sách cán bộ', style: TITLE }] },
          ...COLUMNS.map(({ head, how }) => pair(head, how)),
          pair('Số căn cước', 'Không đưa vào tệp: có cột đó thì cả tệp bị từ chối.'),
          { cells: [] },
          { cells: [{ value: 'Điểm tiếp nhận đang có', style: TITLE }] },
          ...(points.length === 0
            ? [row(['Chưa có điểm nào: thêm ở trang Tổ chức trước.'], BODY)]
            : points.map((name) => row([name], BODY))),
        ],
      },
    ],
  })
}
