/** A paper that is not in a ZIP although it should be. */
export interface MissingPaper {
  readonly folder: string
  readonly title: string
  readonly why: 'beyond-means' | 'failed'
}

/** Stands before every folder of the ZIP. */
export const MISSING_FILE = '0 - CÒN THIẾU, đọc trước.txt'

const WHY: Readonly<Record<MissingPaper['why'], string>> = {
  'beyond-means': 'cần nhiều thời gian hoặc bộ nhớ hơn mức máy chủ cho phép',
  failed: 'chương trình gặp lỗi khi in',
}

/** What the ZIP lacks, by name, why, and what to do. */
export const missingWords = (missing: readonly MissingPaper[]): Uint8Array =>
  Buffer.from(
    `\uFEFF${[
      `Tệp ZIP này thiếu ${missing.length} giấy tờ, vì chưa in được:`,
      '',
      ...missing.map(({ folder, title, why }) => `- ${folder} / ${title}: ${WHY[why]}.`),
      '',
      'Hãy tải riêng từng giấy tờ ấy ở trang Bảng công của điểm. Nếu vẫn không được, hãy báo người quản trị máy chủ:',
      'nhật ký của máy chủ có dòng lỗi cùng giờ tải tệp này.',
      '',
    ].join('\r\n')}`,
    'utf8',
  )
