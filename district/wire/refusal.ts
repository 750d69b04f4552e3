import type { Refusal } from '../../core/wire/wire.ts'
import { refusalDetail } from '../context/refusal-texts.ts'

type Problem = Refusal['problem']

const STATUS: Readonly<Record<Problem, number>> = {
  challenge: 401,
  gap: 409,
  fork: 409,
  revoked: 403,
  'unknown-device': 401,
  'unknown-log': 409,
  'bad-signature': 401,
  malformed: 400,
  'too-large': 413,
  'broken-chain': 422,
  'code-wrong': 403,
  'code-expired': 410,
  'code-used': 409,
  'upgrade-district': 400,
  'upgrade-kiosk': 400,
}

/** A refusal, complete. @param why what exactly, after the general sentence */
export function refusalOf(
  problem: Problem,
  more: Partial<Pick<Refusal, 'challenge' | 'have' | 'seq'>> & { readonly why?: string } = {},
): { readonly status: number; readonly refusal: Refusal } {
  const { why, challenge = null, have = null, seq = null } = more
  const sentence = refusalDetail({ code: `wire.${problem}` })
  const detail = why === undefined ? sentence : `${sentence} (${why})`
  return { status: STATUS[problem], refusal: { v: 1, problem, detail, challenge, have, seq } }
}
