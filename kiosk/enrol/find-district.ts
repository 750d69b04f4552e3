import type { FindDistrictAnswer, LineFault } from '../../core/kiosk/kiosk-api.ts'
import { keyFingerprint } from '../../core/log/fingerprint.ts'
import { DistrictGreeting } from '../../core/wire/wire.ts'
import { sha256 } from '../../db/sha256.ts'
import { districtUrl } from '../line/district-url.ts'
import { lineFaultOf } from '../line/line-fault.ts'
import { readAtMost } from '../line/read-at-most.ts'
import { readClock } from '../log/kiosk-clock.ts'
import type { Speaking } from '../sync/speaking.ts'

const LARGEST_GREETING_BYTES = 4 * 1024

/**
 * Asks a typed address for the district's key, so that a person can compare it with the one on the district's own
 * screen: the code that is typed next is said to nobody else. Without `https://` or `http://` both are tried; where
 * somebody answers over TLS who is not trusted, nothing is said in the clear instead.
 */
export async function findDistrict(kiosk: Speaking, typed: string): Promise<FindDistrictAnswer> {
  if (kiosk.memory.enrolment !== null) return { kind: 'already-enrolled' }
  const addresses = addressesOf(typed)
  if (addresses.length === 0) return { kind: 'malformed-address' }
  let heard = false
  for (const address of addresses) {
    const answer = await greet(kiosk, address)
    if (answer.kind === 'district') {
      const { key } = answer
      return { kind: 'found', address, district: key, fingerprint: keyFingerprint(sha256, key) }
    }
    if (answer.kind === 'untrusted') return { kind: 'unreachable', fault: answer.fault }
    heard ||= answer.kind === 'somebody-else'
  }
  return { kind: heard ? 'not-a-district' : 'unreachable' }
}

/** The addresses that somebody may have meant, the safer first; none for what is no address of a web server. */
export function addressesOf(typed: string): string[] {
  const text = typed.normalize('NFC').trim().replace(/\s+/g, '')
  const given = /^https?:\/\//i.test(text) ? [text] : [`https://${text}`, `http://${text}`]
  return given.flatMap((address) => {
    const url = URL.canParse(address) ? new URL(address) : null
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
      return []
    // A name that a URL parser would have to repair, such as one with blanks or other scripts, is a slip of the finger.
    if (!/^[a-z0-9.-]+$|^\[[0-9a-f:.]+\]$/.test(url.hostname) || text.includes('@')) return []
    url.search = ''
    url.hash = ''
    return [url.href]
  })
}

type Greeted =
  | { readonly kind: 'district'; readonly key: string }
  | { readonly kind: 'somebody-else' }
  | { readonly kind: 'untrusted'; readonly fault: LineFault }
  | { readonly kind: 'nobody' }

async function greet(kiosk: Speaking, address: string): Promise<Greeted> {
  try {
    const response = await kiosk.fetch(districtUrl(address, 'api/v1/district'), {
      redirect: 'manual',
      signal: AbortSignal.timeout(kiosk.timing.requestTimeoutMs),
    })
    const text = await readAtMost(response, LARGEST_GREETING_BYTES)
    const greeting = response.status === 200 ? DistrictGreeting.safeParse(parseJson(text)) : null
    return greeting?.success === true
      ? { kind: 'district', key: greeting.data.district }
      : { kind: 'somebody-else' }
  } catch (error) {
    const fault = lineFaultOf(error, readClock(kiosk.clock).at)
    return fault === null ? { kind: 'nobody' } : { kind: 'untrusted', fault }
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
