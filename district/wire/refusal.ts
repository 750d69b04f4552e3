import type { Refusal } from '../../core/wire/wire.ts'

type Problem = Refusal['problem']

/** HTTP status and the sentence for whoever operates the kiosk. */
const REFUSALS: Readonly<Record<Problem, readonly [number, string]>> = {
  challenge: [401, 'Thử thách đã cũ; gửi lại với thử thách kèm theo.'],
  gap: [409, 'Còn thiếu sự kiện trước lô này; gửi lại từ sau sự kiện đã nhận.'],
  fork: [409, 'Nhật ký khác với bản máy chủ đang giữ; máy chấm công cần mở nhật ký mới.'],
  revoked: [403, 'Máy chấm công này đã bị thu hồi.'],
  'unknown-device': [401, 'Không biết thiết bị này; hãy đăng ký lại máy chấm công.'],
  'unknown-log': [409, 'Nhật ký này không phải của thiết bị.'],
  'bad-signature': [401, 'Chữ ký không đúng.'],
  malformed: [400, 'Nội dung không đúng dạng.'],
  'too-large': [413, 'Lô quá lớn; gửi ít sự kiện hơn.'],
  'broken-chain': [422, 'Chuỗi băm không khớp.'],
  'code-wrong': [403, 'Mã đăng ký không đúng.'],
  'code-expired': [410, 'Mã đăng ký đã hết hạn; hãy tạo mã mới.'],
  'code-used': [409, 'Mã đăng ký đã được dùng; hãy tạo mã mới.'],
  'upgrade-district': [400, 'Máy chủ cần bản mới hơn.'],
  'upgrade-kiosk': [400, 'Máy chấm công cần bản mới hơn.'],
}

/** A refusal, complete. @param why what exactly, after the general sentence */
export function refusalOf(
  problem: Problem,
  more: Partial<Pick<Refusal, 'challenge' | 'have' | 'seq'>> & { readonly why?: string } = {},
): { readonly status: number; readonly refusal: Refusal } {
  const [status, sentence] = REFUSALS[problem]
  const { why, challenge = null, have = null, seq = null } = more
  const detail = why === undefined ? sentence : `${sentence} (${why})`
  return { status, refusal: { v: 1, problem, detail, challenge, have, seq } }
}
