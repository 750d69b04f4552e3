import { hash } from 'node:crypto'
import { classifyCode } from '../../core/badge/classify-code.ts'
import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import type { HandOverAnswer } from '../../core/kiosk/kiosk-desk-api.ts'
import { handOversOf, viewDirectory } from '../scan/directory-view.ts'
import { recordedBefore } from '../scan/recorded-before.ts'
import type { Desk } from './desk.ts'
import { requireLeader } from './require-visit.ts'

/** Binds a printed code to a person; it holds here at once, and everywhere when the district has heard of it. */
export function handOverBadge(kiosk: Desk, input: KioskInput<'handOverBadge'>): HandOverAnswer {
  const visit = requireLeader(kiosk, input.visit)
  if (visit.kind !== 'open') return visit
  const { id, person, code, reason } = input
  const kind = classifyCode(code)
  if (kind !== 'badge') return { kind: 'not-a-badge', class: kind }
  const digest = hash('sha256', code)
  const attempt = kiosk.keeper.write((store): HandOverAnswer => {
    const view = kiosk.memory.directory
    const holder = view?.personOf(person) ?? null
    if (view === null || holder === null) return { kind: 'unknown-person' }
    const same = (data: { staff: string; badge: string }) => data.staff === person && data.badge === digest
    if (recordedBefore(store, id, 'badge-handed-over', same) === null) {
      if (view.holderOf(digest).kind !== 'unknown') return { kind: 'badge-taken' }
      const data = { staff: person, badge: digest, by: visit.leader, reason }
      kiosk.journal.append(store, [{ id, type: 'badge-handed-over', data, person }])
      kiosk.memory.directory = viewDirectory(view.directory, handOversOf(store))
      kiosk.sendSoon()
      kiosk.changed()
    }
    const revoked = kiosk.memory.directory?.otherBadges(person, digest) ?? 0
    return { kind: 'handed-over', name: holder.name, revoked }
  })
  return attempt.kind === 'done' ? attempt.value : attempt
}
