import type { FastifyReply } from 'fastify'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Yêu cầu không hợp lệ',
  401: 'Chưa đăng nhập',
  403: 'Không được phép',
  404: 'Không tìm thấy',
  408: 'Quá thời gian chờ',
  409: 'Trùng hoặc xung đột',
  413: 'Quá lớn',
  414: 'Địa chỉ quá dài',
  415: 'Sai loại nội dung',
  422: 'Nội dung chưa hợp lý',
  429: 'Quá nhiều lần thử',
  500: 'Lỗi máy chủ',
  503: 'Máy chủ đang bận',
}

/**
 * Answers with a problem document (RFC 9457).
 * @param detail in Vietnamese: what is wrong and what to do
 * @param type a name that programs go by, where the status does not say enough
 */
export function sendProblem(
  reply: FastifyReply,
  status: number,
  detail: string,
  type = 'about:blank',
): FastifyReply {
  const title = TITLES[status] ?? 'Lỗi'
  return reply
    .code(status)
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send({ type, title, status, detail })
}
