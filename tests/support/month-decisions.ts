import { randomUUID } from 'node:crypto'
import { approveExcuse, takeExcuses } from '../../db/district/excuses/excuses.ts'
import { readMonthFacts } from '../../db/district/months/month-facts.ts'
import { lockedMonthsOf, lockMonth, reopenMonth } from '../../db/district/months/month-locks.ts'
import { createSnapshots, readVersions } from '../../db/district/organisation/read-snapshot.ts'
import { excuseRequests } from '../../db/district/schema/log.ts'
import type { TestDistrict } from './create-test-district.ts'
import { MONTH } from './worked-month.ts'

/** A day of the worked month on which a2 was away. */
export const DAY = `${MONTH}-07`
const PLACE = { point: 'point-a', month: MONTH }

/** Where one transaction waits for the other: told when it is there, and until when it stays. */
export interface Meeting {
  readonly reached?: () => void
  readonly held?: Promise<void>
}

export const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A transaction that has said its word and is not over: it says so, and ends when it is let. */
export const heldOpen = () => {
  const said = Promise.withResolvers<void>()
  const going = Promise.withResolvers<void>()
  return { meeting: { reached: said.resolve, held: going.promise }, said: said.promise, end: going.resolve }
}

/** Each in a transaction of its own, as the routes do them; the district stands when the month was worked. */
export function monthDecisions(district: () => TestDistrict) {
  const request = async (): Promise<string> => {
    const id = randomUUID()
    const asked = { person: 'a2', point: 'point-a', from: `${DAY}T00:00`, to: `${DAY}T24:00`, code: 'NB' }
    await district()
      .database.db.insert(excuseRequests)
      .values({
        ...asked,
        id,
        document: '',
        reason: '',
        state: 'waiting',
        device: null,
        requestedBy: 'clerk',
        requestedAt: district().clock.now(),
      })
    return id
  }
  const read = async (tx = district().database.db) => {
    const snapshot = await createSnapshots().current(tx, await readVersions(tx))
    const facts = await readMonthFacts(tx, snapshot, PLACE, district().clock.now())
    if (facts === null) throw new Error('no such point')
    return facts
  }
  const lock = (facts: Awaited<ReturnType<typeof read>>, { reached, held }: Meeting = {}) =>
    district().database.db.transaction(async (tx) => {
      const at = district().clock.now()
      const closing = { id: randomUUID(), facts, digests: {}, by: 'boss', at, note: '' }
      const outcome = await lockMonth(tx, closing, () => read(tx))
      reached?.()
      await held
      return outcome
    })
  const approve = (id: string, { reached, held }: Meeting = {}) =>
    district().database.db.transaction(async (tx) => {
      const [row] = await takeExcuses(tx, [id])
      if (row === undefined) throw new Error('no such request')
      const snapshot = await createSnapshots().current(tx, await readVersions(tx))
      if (
        (await lockedMonthsOf(tx, snapshot, 'a2', { from: DAY, to: DAY }, district().clock.now())).length > 0
      )
        return 'month-locked'
      await approveExcuse(tx, row, { by: 'chief', at: district().clock.now(), note: '', document: '' })
      reached?.()
      await held
      return 'approved'
    })
  const reopen = ({ reached, held }: Meeting = {}) =>
    district().database.db.transaction(async (tx) => {
      const id = await reopenMonth(tx, PLACE, 'boss', district().clock.now(), 'để thử lại')
      reached?.()
      await held
      return id
    })
  return { request, read, lock, approve, reopen }
}
