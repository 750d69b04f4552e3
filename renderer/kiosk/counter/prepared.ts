import type { Intent } from '../../../core/day/day-types.ts'
import type { KioskInput } from '../../../core/kiosk/kiosk-api.ts'

/** How long what was said waits for its badge. */
export const PREPARED_MS = 15_000

/** What a person said before showing the badge: the scan that comes next carries it. */
export interface Prepared {
  readonly intent: Intent
  /** Where to or what for, in the person's words; only for steps out. */
  readonly purpose?: string | undefined
  /** When the person expects to be back, UTC ms; only for steps out. */
  readonly backAt?: number | undefined
  /** On the page's steady clock. */
  readonly untilMs: number
}

/** The part of a scan's input that was said before it. */
export const preparedInput = ({
  intent,
  purpose,
  backAt,
}: Prepared): Pick<KioskInput<'scan'>, 'intent' | 'purpose' | 'backAt'> => ({
  intent,
  ...(purpose === undefined ? {} : { purpose }),
  ...(backAt === undefined ? {} : { backAt }),
})
