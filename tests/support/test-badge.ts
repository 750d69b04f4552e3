import { hash } from 'node:crypto'
import { makeBadgeCode } from '../../core/badge/badge-code.ts'

/** The same badge for the same number, every time. */
export function testBadge(number: number): { readonly code: string; readonly digest: string } {
  let round = 0
  const code = makeBadgeCode((count) => {
    const bytes = hash('sha512', `badge ${number} ${round++}`, 'buffer')
    return bytes.subarray(0, count)
  })
  return { code, digest: hash('sha256', code) }
}
