import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { RequestExcuseAnswer } from '../../core/kiosk/kiosk-visit-api.ts'
import { addDays, localDateOf } from '../../core/time.ts'
import type { Desk } from '../desk/desk.ts'
import { requireLeader } from '../desk/require-visit.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { recordedBefore } from '../scan/recorded-before.ts'
import { leavesOf } from './leaves-of.ts'
import { DAYS_BACK } from './record-claim.ts'

const LONGEST_DAYS = 31
/** Asks the district to excuse an absence; no day changes before it has said yes. */
export function requestExcuse(kiosk: Desk, input: KioskInput<'requestExcuse'>): RequestExcuseAnswer {
  const visit = requireLeader(kiosk, input.visit)
  if (visit.kind !== 'open') return visit
  const { id, visit: _, person, ...asked } = input
  if (kiosk.memory.directory?.personOf(person) == null) return { kind: 'unknown-person' }
  const attempt = kiosk.keeper.write((store): RequestExcuseAnswer => {
    const isSame = (data: { staff: string; from: string; to: string }) =>
      data.staff === person && data.from === asked.from && data.to === asked.to
    if (recordedBefore(store, id, 'excuse-requested', isSame) !== null) return { kind: 'requested' }
    const refused = refusalOf(kiosk, input)
    if (refused !== null) return { kind: 'refused', reason: refused }
    const data = { staff: person, ...asked, by: visit.leader }
    kiosk.journal.append(store, [{ id, type: 'excuse-requested', data, person }])
    kiosk.sendSoon()
    kiosk.changed()
    return { kind: 'requested' }
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}

type Refused = Extract<RequestExcuseAnswer, { kind: 'refused' }>['reason']

function refusalOf(kiosk: Desk, { from, to, code }: KioskInput<'requestExcuse'>): Refused | null {
  if (from >= to) return 'ends-before-it-begins'
  const leaves = leavesOf(kiosk.memory.directory?.directory)
  if (!leaves.some((each) => each.code === code)) return 'unknown-code'
  if (to.slice(0, 10) > addDays(from.slice(0, 10), LONGEST_DAYS)) return 'too-long'
  const zone = kiosk.memory.directory?.directory.rulebook.zone ?? 'UTC'
  const today = localDateOf(kiosk.watch.timeNow(readClock(kiosk.clock)).at, zone)
  return from.slice(0, 10) < addDays(today, -DAYS_BACK) ? 'too-old' : null
}
