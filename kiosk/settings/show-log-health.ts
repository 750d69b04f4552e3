import { setImmediate } from 'node:timers/promises'
import type { KioskAnswers, KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { LogHealth } from '../../core/kiosk/kiosk-settings-api.ts'
import { kioskState } from '../counter/kiosk-state.ts'
import type { Kiosk } from '../kiosk.ts'
import { requireAdministrator } from '../visit/require-visit.ts'

/** Links checked at once: about ten milliseconds, so that scans are answered in between. */
const LINKS_A_TURN = 1000

/** Checks every link of the log and says how the kiosk is. */
export async function showLogHealth(
  kiosk: Kiosk,
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
  const { sync, clock } = kioskState(kiosk)
  return {
    kind: 'health',
    events: head.value,
    links,
    waiting: sync.waiting,
    lastBackupAt: kiosk.backUps.lastAt(),
    diskFree: kiosk.diskFree(),
    clock,
    keyProtection: kiosk.keys.protection,
  }
}
