import { pauseAfterMs, pauseLeftMs, triesLeft } from '../../core/desk/pin-pause.ts'
import { MOST_PIN_CHANGES } from '../../core/desk/shared-pins.ts'
import type { NotRecorded } from '../../core/kiosk/kiosk-api.ts'
import type { PinRefusal } from '../../core/kiosk/kiosk-desk-api.ts'
import { PIN_GIVEN, PIN_SET } from '../../core/log/event.ts'
import type { Directory } from '../../core/wire/directory.ts'
import type { KeptPin } from '../../db/kiosk/records/desk-records.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import type { ClockWatch } from '../log/clock-watch.ts'
import type { Journal } from '../log/journal.ts'
import { type KioskClock, readClock } from '../log/kiosk-clock.ts'
import type { LogKeeper } from '../log/log-keeper.ts'
import { nameOfOwner, type PinOwner, subjectOf } from './pin-owner.ts'
import type { PinSecrets } from './pin-secrets.ts'
import { makePinVerifier, matchesPin, type PinBinding } from './pin-verifier.ts'

/** What PINs need of the kiosk. */
interface PinKiosk {
  readonly clock: KioskClock
  readonly run: string
  readonly newId: () => string
  readonly pinSecrets: PinSecrets
  readonly keeper: LogKeeper
  readonly journal: Journal
  readonly watch: ClockWatch
  readonly changed: () => void
  readonly sendSoon: () => void
  readonly memory: {
    readonly directory: { readonly directory: Pick<Directory, 'kiosks'> } | null
    readonly pins: number | null
  }
}

export type PinState = 'kept' | 'sealed' | 'lost' | 'none'
export type PinChecked = { readonly kind: 'right' } | PinRefusal | NotRecorded
type Set = { readonly kind: 'set' } | NotRecorded

export interface PinDesk {
  /** Looks at one PIN after the other: a try is on disk before it is looked at. */
  check(owner: PinOwner, pin: string): Promise<PinChecked>
  /** Replaces a PIN; `by` and whose it is go on record, the PIN does not. One that another person set has to be changed. */
  set(owner: PinOwner, pin: string, by: string): Promise<Set>
  /** Its owner, who knows the one before, takes another. */
  change(
    owner: PinOwner,
    pin: string,
    next: string,
  ): Promise<Set | Exclude<PinRefusal, { kind: 'pin-to-change' }>>
  /** What is kept of a PIN that can be known again; `null`: none. */
  kept(store: LogStore, owner: PinOwner): KeptPin | null
  /**
   * `sealed`: there is one, and the keyring that sealed the secret it is bound to does not open it. `lost`: there was
   * one, and its secret is gone.
   */
  state(store: LogStore, owner: PinOwner): PinState
  /** There is one, whether or not it can be known again at this moment. */
  has(store: LogStore, owner: PinOwner): boolean
}

/**
 * The PINs at this kiosk: people's, which hold at every kiosk of the point, and the administrator's of this one.
 * @param cost binary logarithm of scrypt's N for new verifiers
 */
export function createPinDesk(kiosk: PinKiosk, cost: number): PinDesk {
  const begunUp = readClock(kiosk.clock).up
  let queue: Promise<unknown> = Promise.resolve()

  /** Two tries at once would both be the fifth. */
  function inTurn<T>(action: () => Promise<T>): Promise<T> {
    const turn = queue.then(action, action)
    queue = turn
    return turn
  }

  /** The secret a PIN of theirs is bound to from now on; empty where none can be kept. */
  const keyFor = (owner: PinOwner): string =>
    (owner.kind === 'person' ? kiosk.pinSecrets.point() : null) ?? kiosk.pinSecrets.own() ?? ''
  const bindingOf = (owner: PinOwner, key: string): PinBinding => ({
    subject: subjectOf(owner),
    secret: key === '' ? null : kiosk.pinSecrets.find(key),
  })
  /** A verifier without its secret is none. */
  const kept = (store: LogStore, owner: PinOwner): KeptPin | null => {
    const found = store.desk.pin(subjectOf(owner))
    return found !== null && (found.key === '' || kiosk.pinSecrets.find(found.key) !== null) ? found : null
  }
  const stateOf = (store: LogStore, owner: PinOwner): PinState => {
    if (kept(store, owner) !== null) return 'kept'
    if (store.desk.pin(subjectOf(owner)) === null) return 'none'
    return kiosk.pinSecrets.isSealed() ? 'sealed' : 'lost'
  }
  const timeNow = (): number => kiosk.watch.timeNow(readClock(kiosk.clock)).at

  function beginTry(store: LogStore, owner: PinOwner) {
    const found = kept(store, owner)
    if (found === null) {
      return { kind: stateOf(store, owner) === 'sealed' ? 'pin-unreadable' : 'no-pin' } as const
    }
    const subject = subjectOf(owner)
    const { up } = readClock(kiosk.clock)
    const tries = store.desk.tries(subject)
    const waitMs = pauseLeftMs(tries, { run: kiosk.run, up, begunUp })
    if (waitMs > 0) return { kind: 'pin-locked', waitMs } as const
    const failures = (tries?.failures ?? 0) + 1
    store.desk.saveTries(subject, { failures, run: kiosk.run, up })
    return { kind: 'look', kept: found, failures } as const
  }

  function noteFailure(store: LogStore, owner: PinOwner, failures: number): void {
    const who = nameOfOwner(owner)
    const access = (what: string) => ({ id: kiosk.newId(), type: 'access', data: { who, what } }) as const
    const locks = pauseAfterMs(failures) > 0
    kiosk.journal.append(store, [access('pin-failed'), ...(locks ? [access('pin-locked')] : [])])
    kiosk.sendSoon()
    kiosk.changed()
  }

  async function look(
    owner: PinOwner,
    pin: string,
  ): Promise<
    | { readonly kind: 'right'; readonly kept: KeptPin }
    | Exclude<PinRefusal, { kind: 'pin-to-change' }>
    | NotRecorded
  > {
    const begun = kiosk.keeper.write((store) => beginTry(store, owner))
    if (begun.kind === 'not-recorded') return begun
    if (begun.value.kind !== 'look') return begun.value
    const { kept: found, failures } = begun.value
    const right = await matchesPin(pin, bindingOf(owner, found.key), found)
    const noted = kiosk.keeper.write((store) =>
      right ? store.desk.clearTries(subjectOf(owner)) : noteFailure(store, owner, failures),
    )
    if (noted.kind === 'not-recorded') return noted
    if (right) return { kind: 'right', kept: found }
    const waitMs = pauseAfterMs(failures)
    return waitMs > 0 ? { kind: 'pin-locked', waitMs } : { kind: 'pin-wrong', triesLeft: triesLeft(failures) }
  }

  /** Who typed the right PIN has said it: what is bound to less than it could be is bound anew. */
  async function bindAnew(owner: PinOwner, pin: string, found: KeptPin): Promise<void> {
    const key = keyFor(owner)
    if (found.key === key && found.digits !== null) return
    const verifier = await makePinVerifier(pin, bindingOf(owner, key), cost)
    const at = found.at ?? timeNow()
    kiosk.keeper.write((store) => {
      // The district may have sent another one meanwhile.
      if (store.desk.pin(subjectOf(owner))?.verifier !== found.verifier) return
      store.desk.savePin(subjectOf(owner), {
        ...found,
        ...verifier,
        key,
        at,
        digits: pin.length,
        told: false,
      })
      kiosk.sendSoon()
    })
  }

  /** No other kiosk of the point may hold a PIN that this one has not heard of. */
  const knowsAll = (): boolean =>
    (kiosk.memory.directory?.directory.kiosks ?? 0) <= 1 || kiosk.memory.pins !== null

  async function write(owner: PinOwner, pin: string, by: string): Promise<Set> {
    const key = keyFor(owner)
    const verifier = await makePinVerifier(pin, bindingOf(owner, key), cost)
    const about = owner.kind === 'person' ? { about: owner.id } : {}
    const own = owner.kind === 'administrator' || by === owner.id
    const written = kiosk.keeper.write((store) => {
      // Somebody has to give a first PIN: that is no sign of anything, unless it is used by somebody else.
      const isFirst = !own && store.desk.pin(subjectOf(owner)) === null && knowsAll()
      const data = { who: by, what: isFirst ? PIN_GIVEN : PIN_SET, ...about }
      const along = () => {
        const subject = subjectOf(owner)
        const count = Math.min(MOST_PIN_CHANGES, (store.desk.pin(subject)?.count ?? 0) + 1)
        const about = { key, own, digits: pin.length, count, at: timeNow(), told: false }
        store.desk.savePin(subject, { ...verifier, ...about })
        store.desk.clearTries(subject)
      }
      kiosk.journal.append(store, [{ id: kiosk.newId(), type: 'access', data }], along)
      kiosk.sendSoon()
      kiosk.changed()
    })
    return written.kind === 'done' ? { kind: 'set' } : written
  }

  return {
    check: (owner, pin) =>
      inTurn(async () => {
        const looked = await look(owner, pin)
        if (looked.kind !== 'right') return looked
        await bindAnew(owner, pin, looked.kept)
        return looked.kept.own ? { kind: 'right' } : { kind: 'pin-to-change' }
      }),
    set: (owner, pin, by) => inTurn(() => write(owner, pin, by)),
    change: (owner, pin, next) =>
      inTurn(async () => {
        const looked = await look(owner, pin)
        return looked.kind === 'right' ? write(owner, next, nameOfOwner(owner)) : looked
      }),
    kept,
    state: stateOf,
    has: (store, owner) => ['kept', 'sealed'].includes(stateOf(store, owner)),
  }
}
