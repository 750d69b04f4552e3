import type { RefusalParams } from '../../core/district/say-refusal.ts'
import type { RefusalCode } from '../context/refusal-texts.ts'

/** An expected refusal: becomes a problem document. */
export class Refusal {
  readonly status: number
  readonly code: RefusalCode
  readonly params: RefusalParams<RefusalCode>
  constructor(status: number, code: RefusalCode, params: RefusalParams<RefusalCode>) {
    this.status = status
    this.code = code
    this.params = params
  }
}

/**
 * @param status 404 for what does not exist or lies outside the scope, 409 for a conflict, 422 for values that do not
 * fit, 429 for what was tried too often
 * @param code of a text in `assets/refusals`: what is wrong and what to do
 */
export const refuse = (
  status: 400 | 403 | 404 | 409 | 413 | 422 | 429,
  code: RefusalCode,
  params: RefusalParams<RefusalCode> = {},
): Refusal => new Refusal(status, code, params)
