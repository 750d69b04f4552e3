import type { LineFault } from '../../../core/kiosk/line-fault.ts'
import type { Say } from '../text/kiosk-text.ts'
import { showDateAndTime } from '../text/show-time.ts'

/** Why this kiosk does not speak to what answers at the district's address, and what to do about it. */
export const lineWords = ({ kind, clockAt }: LineFault, zone: string, say: Say): string =>
  kind === 'not-valid-now' ? say(`line.${kind}`, { at: showDateAndTime(clockAt, zone) }) : say(`line.${kind}`)
