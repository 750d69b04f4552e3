import type { Intent } from '../../../core/day/day-types.ts'
import type {
  EnrolOutcome,
  KioskConnection,
  KioskInput,
  KioskState,
  MAX_CODE_LENGTH,
  ScanAnswer,
} from '../../../core/kiosk/kiosk-api.ts'
import type { CameraState } from '../camera/watch-camera.ts'
import type { ScannerFault } from '../scanner/read-burst.ts'
import { type Card, cardTime, type SignedIn } from './card.ts'
import type { CounterSurroundings } from './counter-surroundings.ts'
import type { CounterView } from './counter-view.ts'
import { intentChoices } from './intent-choices.ts'
import { PREPARED_MS, type Prepared, preparedInput } from './prepared.ts'
import { watchService } from './watch-service.ts'

export const OFFER_MS = 8_000
/** An answer slower than this is announced as awaited. */
const PENDING_AFTER_MS = 400
/** The contract's limit; named by its type, because the schemas beside it generate code, which this page forbids. */
const LONGEST_CODE: typeof MAX_CODE_LENGTH = 8192
/** Scans under way at once; whoever comes beyond it is told that nothing was recorded. */
const MOST_UNDER_WAY = 8

export type ScanMethod = KioskInput<'scan'>['method']

/** A screen that asks for a badge. */
export type CodeTaker = (code: string, method: ScanMethod) => void

export interface Counter {
  view(): CounterView
  /** @returns a function that ends the subscription */
  subscribe(listener: () => void): () => void
  scan(code: string, method: ScanMethod): void
  /** Says what is wrong with what a scanner sent. */
  scannerFault(fault: ScannerFault): void
  /** Says that more than one badge is held up and none was taken. */
  severalBadges(): void
  /** Records a code as a scan, even while codes are lent to another screen. */
  record(code: string, method: ScanMethod): void
  say(intent: Intent): void
  /** Says what the next badge means; it is forgotten after `PREPARED_MS`. `null` takes it back. */
  prepare(prepared: Omit<Prepared, 'untilMs'> | null): void
  /** Somebody is at the counter. */
  touch(): void
  /**
   * Hands the codes that come next to a screen that asks for a badge, instead of recording them.
   * @param onFault takes a scanner's faults too, which are otherwise shown on a card
   * @returns a function that ends it
   */
  lend(taker: CodeTaker, onFault?: (fault: ScannerFault) => void): () => void
  /** Shows what a sign-in without the badge became. */
  signedIn(answer: SignedIn): void
  /** Shows that this kiosk is enrolled, and its fingerprint to compare. */
  enrolled(answer: EnrolOutcome): void
  /** Asks the service for its state at once. */
  refresh(): void
  /** Takes the card away before its time. */
  dismiss(): void
  cameraIs(state: CameraState): void
  start(): () => void
}

/** What happens at the counter between the scanners, the service and the screen; it knows nothing of React. */
export function createCounter(connection: KioskConnection, { now, newId }: CounterSurroundings): Counter {
  const listeners = new Set<() => void>()
  let current: CounterView = {
    kiosk: null,
    kioskAtMs: 0,
    service: 'up',
    camera: 'starting',
    card: null,
    offer: null,
    prepared: null,
    busyAtMs: now(),
  }
  let taker: CodeTaker | null = null
  let takesFault: (fault: ScannerFault) => void
  let forgetPrepared: ReturnType<typeof setTimeout> | undefined
  let cards = 0
  let underWay = 0
  let scanner: KioskInput<'devices'>['scanner'] = 'never-seen'
  let hideCard: ReturnType<typeof setTimeout> | undefined
  let hideOffer: ReturnType<typeof setTimeout> | undefined

  const change = (part: Partial<CounterView>): void => {
    current = { ...current, ...part }
    for (const listener of listeners) listener()
  }

  const show = (card: Card): void => {
    clearTimeout(hideCard)
    const time = cardTime(card)
    if (time !== null) hideCard = setTimeout(() => change({ card: null }), time)
    change({ card: { number: ++cards, card } })
  }

  const offer = (answer: ScanAnswer): void => {
    clearTimeout(hideOffer)
    if (answer.kind !== 'recorded' || !answer.offerIntents) {
      change({ offer: null })
      return
    }
    hideOffer = setTimeout(() => change({ offer: null }), OFFER_MS)
    change({ offer: { scan: answer.scan, at: answer.at, choices: intentChoices(answer.became) } })
  }

  const prepare = (prepared: Prepared | null): void => {
    clearTimeout(forgetPrepared)
    if (prepared !== null) {
      forgetPrepared = setTimeout(() => change({ prepared: null }), prepared.untilMs - now())
    }
    change({ prepared, busyAtMs: now() })
  }

  const takeState = (kiosk: KioskState): void => change({ kiosk, kioskAtMs: now(), service: 'up' })

  /** Shows that something is awaited if it takes long; an answer that came meanwhile stays on screen. */
  const awaited = async <T>(asked: Promise<T>, card: Card): Promise<T> => {
    const before = cards
    const timer = setTimeout(() => {
      if (cards === before) show(card)
    }, PENDING_AFTER_MS)
    try {
      return await asked
    } finally {
      clearTimeout(timer)
    }
  }

  const enrol = async (ticket: string): Promise<void> => {
    show({ kind: 'enrolling' })
    const answer = await connection.enrol({ ticket })
    show({ kind: 'enrol', answer })
    takeState(await connection.state({}))
  }

  const ask = async (code: string, method: ScanMethod): Promise<void> => {
    const { prepared } = current
    if (prepared !== null) prepare(null)
    const question = connection.scan({
      id: newId(),
      code: code.slice(0, LONGEST_CODE),
      method,
      ...(prepared === null ? {} : preparedInput(prepared)),
    })
    const answer = await awaited(question, { kind: 'pending' })
    // What was said still waits for its badge when something else came before the camera.
    if (prepared !== null && answer.kind === 'refused' && prepared.untilMs > now()) prepare(prepared)
    offer(answer)
    if (answer.kind === 'enrolment-code') await enrol(code)
    else show({ kind: 'scan', answer })
  }

  const record = (code: string, method: ScanMethod): void => {
    if (underWay >= MOST_UNDER_WAY) {
      show({ kind: 'fault' })
      return
    }
    underWay++
    ask(code, method)
      .catch(() => show({ kind: 'fault' }))
      .finally(() => {
        underWay--
      })
  }

  const tellDevices = (): void => {
    connection.devices({ camera: current.camera, scanner }).catch(() => {})
  }

  const noteScanner = (): void => {
    if (scanner === 'seen') return
    scanner = 'seen'
    tellDevices()
  }

  const showFault = (fault: ScannerFault): void => show({ kind: 'scanner', fault })
  takesFault = showFault

  return {
    view: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    scan(code, method) {
      if (method === 'scanner') noteScanner()
      change({ busyAtMs: now() })
      if (taker !== null) return taker(code, method)
      record(code, method)
    },
    scannerFault(fault) {
      noteScanner()
      change({ busyAtMs: now() })
      takesFault(fault)
    },
    severalBadges() {
      change({ busyAtMs: now() })
      show({ kind: 'several-badges' })
    },
    record,
    say(intent) {
      const asked = current.offer
      if (asked === null) return
      clearTimeout(hideOffer)
      change({ offer: null })
      const question = connection.intent({ id: newId(), scan: asked.scan, intent })
      awaited(question, { kind: 'pending' }).then(
        (answer) => show({ kind: 'intent', intent, answer }),
        () => show({ kind: 'fault' }),
      )
    },
    prepare(prepared) {
      prepare(prepared === null ? null : { ...prepared, untilMs: now() + PREPARED_MS })
    },
    touch: () => change({ busyAtMs: now() }),
    lend(next, onFault = showFault) {
      taker = next
      takesFault = onFault
      return () => {
        if (taker !== next) return
        taker = null
        takesFault = showFault
      }
    },
    refresh() {
      connection.state({}).then(takeState, () => {})
    },
    enrolled(answer) {
      show({ kind: 'enrol', answer })
    },
    signedIn(answer) {
      offer(answer)
      show({ kind: 'sign-in', answer })
    },
    dismiss() {
      clearTimeout(hideCard)
      change({ card: null })
    },
    cameraIs(camera) {
      change({ camera })
      tellDevices()
    },
    start() {
      const end = connection.subscribe((notice) => takeState(notice.data))
      const endWatch = watchService(
        () => connection.state({}),
        takeState,
        () => change({ service: 'down' }),
      )
      return () => {
        end()
        endWatch()
        clearTimeout(hideCard)
        clearTimeout(hideOffer)
        clearTimeout(forgetPrepared)
      }
    },
  }
}
