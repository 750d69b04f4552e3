export type DocsLanguage = 'vi' | 'en'

interface DocsWords {
  readonly name: string
  readonly title: string
  readonly rules: string
  /** What holds for every route, as HTML. */
  readonly notes: readonly (readonly [what: string, how: string])[]
  readonly areas: string
  readonly permission: string
  readonly body: string
  readonly answer: string
  readonly answers: string
  readonly required: string
  readonly parameter: string
  readonly place: string
  readonly needed: string
  readonly form: string
}

/** Words around the description of the API; the routes themselves are described in English. */
export const DOCS_WORDS: Readonly<Record<DocsLanguage, DocsWords>> = {
  vi: {
    name: 'Tiếng Việt',
    title: 'Tài liệu API',
    rules: 'Quy ước chung',
    notes: [
      [
        'Đăng nhập bằng mã truy cập',
        'Gửi <code>Authorization: Bearer ggt_…</code>. Mã được tạo ở trang Quản trị, có quyền, phạm vi và ngày hết hạn riêng.',
      ],
      [
        'Ghi một lần',
        'Mỗi yêu cầu ghi nhận <code>Idempotency-Key</code> (8–100 ký tự ASCII): gửi lại cùng khóa trong 24 giờ thì việc chỉ làm một lần và trả lời như cũ; cùng khóa với nội dung khác là lỗi 422.',
      ],
      [
        'Từng trang',
        'Danh sách dài nhận <code>limit</code> và <code>cursor</code>; <code>next</code> là <code>cursor</code> của trang kế tiếp, <code>null</code> là hết.',
      ],
      [
        'Chỉ tải khi đổi',
        'Trả lời có <code>ETag</code>; gửi lại trong <code>If-None-Match</code> thì nhận 304 khi chưa đổi.',
      ],
      [
        'Lỗi',
        '<code>application/problem+json</code> (RFC 9457); <code>detail</code> nói rõ sai gì và cần làm gì; <code>code</code> và <code>params</code> là lý do ấy cho chương trình, không đổi theo câu chữ. Dữ liệu ngoài phạm vi được trả lời 404 như không có.',
      ],
      [
        'Thời gian',
        'Thời điểm là mili giây UTC; ngày và giờ là giờ địa phương <code>YYYY-MM-DD</code>, <code>HH:mm</code>.',
      ],
      ['Giới hạn', 'Tối đa 1200 yêu cầu mỗi phút từ một địa chỉ; 429 kèm <code>Retry-After</code>.'],
    ],
    areas: 'Các phần',
    permission: 'Quyền',
    body: 'Nội dung gửi',
    answer: 'Trả lời',
    answers: 'Mã trả lời',
    required: 'có',
    parameter: 'Tham số',
    place: 'Ở',
    needed: 'Bắt buộc',
    form: 'Dạng',
  },
  en: {
    name: 'English',
    title: 'API documentation',
    rules: 'What holds everywhere',
    notes: [
      [
        'Signing in with a token',
        'Send <code>Authorization: Bearer ggt_…</code>. Tokens are made on the administration pages; each has rights, a scope and an end of its own.',
      ],
      [
        'Done once',
        'Every write takes an <code>Idempotency-Key</code> (8–100 ASCII letters): sent again with the same key within 24 hours it is done once and answered alike; the same key with another request is a 422.',
      ],
      [
        'Page by page',
        'Long lists take <code>limit</code> and <code>cursor</code>; <code>next</code> is the <code>cursor</code> of the next page, <code>null</code> the end.',
      ],
      [
        'Only what changed',
        'Answers carry an <code>ETag</code>; sent back as <code>If-None-Match</code> it brings 304 when nothing changed.',
      ],
      [
        'Errors',
        '<code>application/problem+json</code> (RFC 9457); <code>detail</code> says what is wrong and what to do, in Vietnamese; <code>code</code> and <code>params</code> say the same to programs, and stay when its words change. What lies outside the scope is answered 404, like what does not exist.',
      ],
      [
        'Time',
        'Instants are UTC milliseconds; dates and times are local, <code>YYYY-MM-DD</code>, <code>HH:mm</code>.',
      ],
      ['Limits', 'At most 1200 requests a minute from one address; 429 with <code>Retry-After</code>.'],
    ],
    areas: 'Areas',
    permission: 'Permission',
    body: 'Body',
    answer: 'Answer',
    answers: 'Statuses',
    required: 'yes',
    parameter: 'Parameter',
    place: 'In',
    needed: 'Required',
    form: 'Form',
  },
}
