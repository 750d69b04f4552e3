import { setImmediate } from 'node:timers/promises'
import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { LogHealth } from '../../core/kiosk/kiosk-settings-api.ts'
import { requireAdministrator } from '../desk/require-visit.ts'
import { clockNow } from '../log/clock-now.ts'
import { countWaiting } from '../scan/count-waiting.ts'
import type { Machine } from '../stick/machine.ts'

/** Links checked at once: about ten milliseconds, so that scans are answered in between. */
const LINKS_A_TURN = 1000

/** Checks every link of the log and says how the kiosk is. */
export async function showLogHealth(
  kiosk: Machine,
  { visit }: KioskInput<'logHealth'>,
): Promise<KioskAnswers['logHealth']> {
  const allowed = requireAdministrator(kiosk, visit)
  if (allowed.kind !== 'open') return allowed
  const head = kiosk.keeper.write((store) => store.head()?.seq ?? 0)
  if (head.kind === 'not-recorded') return head
  let links: LogHealth['links'] = { kind: 'whole' }
  for (let first = 1; first <= head.value && links.kind === 'whole'; first += LINKS_A_TURN) {
    const last = Math.min(head.value, first + LINKS_A_TURN - 1)
    const checked = kiosk.keeper.use((store) => store.verifyBetween(first, last))
    if (checked.kind === 'not-recorded') return checked
    if (checked.value !== null) links = { kind: 'broken', seq: checked.value }
    await setImmediate()
  }
  return {
    kind: 'health',
    events: head.value,
    links,
    waiting: countWaiting(kiosk).waiting,
    lastBackupAt: kiosk.backUps.lastAt(),
    diskFree: kiosk.diskFree(),
    clock: clockNow(kiosk).clock,
    keyProtection: kiosk.keys.protection,
  }
}
