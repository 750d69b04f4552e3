/** An expected refusal: becomes a problem document. */
export class Refusal {
  readonly status: number
  readonly detail: string
  constructor(status: number, detail: string) {
    this.status = status
    this.detail = detail
  }
}
/**
 * @param status 404 for what does not exist or lies outside the scope, 409 for a conflict, 422 for values that do not
 * fit, 429 for what was tried too often
 * @param detail in Vietnamese: what is wrong and what to do
 */
export const refuse = (status: 400 | 403 | 404 | 409 | 413 | 422 | 429, detail: string): Refusal =>
  new Refusal(status, detail)
