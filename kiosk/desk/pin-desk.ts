import { pauseAfterMs, pauseLeftMs, triesLeft } from '../../core/desk/pin-pause.ts'
import type { NotRecorded } from '../../core/kiosk-api.ts'
import type { PinRefusal } from '../../core/kiosk-desk-api.ts'
import type { LogStore } from '../../db/kiosk/log-store.ts'
import { mutated } from '../../db/mutation.ts'
import type { Kiosk } from '../kiosk.ts'
import { readClock } from '../kiosk-clock.ts'
import { makePinVerifier, matchesPin } from './pin-verifier.ts'

/** Whose PIN. */
export type PinOwner = { readonly kind: 'person'; readonly id: string } | { readonly kind: 'administrator' }

export const ADMINISTRATOR: PinOwner = { kind: 'administrator' }
export const personsPin = (id: string): PinOwner => ({ kind: 'person', id })

const subjectOf = (owner: PinOwner): string =>
  owner.kind === 'person' ? `person ${owner.id}` : 'administrator'
/** As an `access` event names them. */
export const nameOfOwner = (owner: PinOwner): string => (owner.kind === 'person' ? owner.id : 'administrator')

export type PinChecked = { readonly kind: 'right' } | PinRefusal | NotRecorded

export interface PinDesk {
  /** Looks at one PIN after the other: a try is on disk before it is looked at. */
  check(owner: PinOwner, pin: string): Promise<PinChecked>
  /** Replaces a PIN; `by` and `about` go on record, the PIN does not. */
  set(owner: PinOwner, pin: string, by: string): Promise<{ readonly kind: 'set' } | NotRecorded>
  has(store: LogStore, owner: PinOwner): boolean
}

/**
 * The PINs of this kiosk.
 * @param cost binary logarithm of scrypt's N for new verifiers
 */
export function createPinDesk(kiosk: Kiosk, cost: number): PinDesk {
  const begunUp = readClock(kiosk.clock).up
  let queue: Promise<unknown> = Promise.resolve()

  /** Two tries at once would both be the fifth. */
  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = queue.then(action, action)
    queue = turn
    return turn
  }

  function beginTry(store: LogStore, subject: string) {
    const kept = store.desk.pin(subject)
    if (kept === null) return { kind: 'no-pin' } as const
    const { up } = readClock(kiosk.clock)
    const before = store.desk.tries(subject)
    const tries = before?.run !== kiosk.run && mutated('pin-pause-ends-at-restart') ? null : before
    const waitMs = pauseLeftMs(tries, { run: kiosk.run, up, begunUp })
    if (waitMs > 0 && !mutated('pin-without-pause')) return { kind: 'pin-locked', waitMs } as const
    const failures = (tries?.failures ?? 0) + 1
    store.desk.saveTries(subject, { failures, run: kiosk.run, up })
    return { kind: 'look', kept, failures } as const
  }

  function noteFailure(store: LogStore, owner: PinOwner, failures: number): void {
    const who = nameOfOwner(owner)
    const access = (what: string) => ({ id: kiosk.newId(), type: 'access', data: { who, what } }) as const
    const locks = pauseAfterMs(failures) > 0
    kiosk.journal.append(store, [access('pin-failed'), ...(locks ? [access('pin-locked')] : [])])
    kiosk.sendSoon()
    kiosk.changed()
  }

  async function check(owner: PinOwner, pin: string): Promise<PinChecked> {
    const subject = subjectOf(owner)
    const begun = kiosk.keeper.write((store) => beginTry(store, subject))
    if (begun.kind === 'not-recorded') return begun
    if (begun.value.kind !== 'look') return begun.value
    const { kept, failures } = begun.value
    const right = await matchesPin(pin, kept)
    const noted = kiosk.keeper.write((store) =>
      right ? store.desk.clearTries(subject) : noteFailure(store, owner, failures),
    )
    if (noted.kind === 'not-recorded') return noted
    if (right) return { kind: 'right' }
    const waitMs = pauseAfterMs(failures)
    return waitMs > 0 ? { kind: 'pin-locked', waitMs } : { kind: 'pin-wrong', triesLeft: triesLeft(failures) }
  }

  return {
    check: (owner, pin) => inTurn(() => check(owner, pin)),
    set: (owner, pin, by) =>
      inTurn(async () => {
        const verifier = await makePinVerifier(pin, cost)
        const about = owner.kind === 'person' ? { about: owner.id } : {}
        const data = { who: by, what: 'pin-set', ...about }
        const written = kiosk.keeper.write((store) => {
          const along = () => {
            store.desk.savePin(subjectOf(owner), verifier)
            store.desk.clearTries(subjectOf(owner))
          }
          kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }], along)
          kiosk.sendSoon()
          kiosk.changed()
        })
        return written.kind === 'done' ? { kind: 'set' } : written
      }),
    has: (store, owner) => store.desk.pin(subjectOf(owner)) !== null,
  }
}
