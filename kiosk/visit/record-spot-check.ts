import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { SpotCheckAnswer } from '../../core/kiosk/kiosk-visit-api.ts'
import type { Desk } from '../desk/desk.ts'
import { requireLeader } from '../desk/require-visit.ts'
import { recordedBefore } from '../scan/recorded-before.ts'

/** What a leader saw at the counter. */
export function recordSpotCheck(kiosk: Desk, input: KioskInput<'spotCheck'>): SpotCheckAnswer {
  const visit = requireLeader(kiosk, input.visit)
  if (visit.kind !== 'open') return visit
  const { id, person, finding } = input
  if (kiosk.memory.directory?.personOf(person) == null) return { kind: 'unknown-person' }
  const attempt = kiosk.keeper.write((store): SpotCheckAnswer => {
    const isSame = (data: { staff: string; finding: string }) =>
      data.staff === person && data.finding === finding
    if (recordedBefore(store, id, 'spot-check', isSame) === null) {
      const data = { staff: person, finding, by: visit.leader }
      kiosk.journal.append(store, [{ id, type: 'spot-check', data, person }])
      kiosk.sendSoon()
      kiosk.changed()
    }
    return { kind: 'recorded' }
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}
