import type { KioskApi } from '../../core/kiosk/kiosk-api.ts'
import { DEFAULT_SETTINGS } from '../../core/kiosk/kiosk-settings-api.ts'
import type { OpenedLog } from '../../db/kiosk/open/open-log-database.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { takeUpDirectory } from '../desk/note-revoked.ts'
import { createPinDesk } from '../desk/pin-desk.ts'
import { pinSecretsWith } from '../desk/pin-secrets.ts'
import { PIN_COST } from '../desk/pin-verifier.ts'
import { createVisits } from '../desk/visits.ts'
import { fileKeyStore } from '../keys/device-key.ts'
import { createBackUps } from '../log/back-ups.ts'
import { createClockWatch } from '../log/clock-watch.ts'
import { createJournal } from '../log/journal.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { createLogKeeper } from '../log/log-keeper.ts'
import { noteReserve } from '../log/note-reserve.ts'
import { createReserve } from '../log/reserve.ts'
import { noteRun } from '../log/run-started.ts'
import { NONE_WAITING } from '../scan/count-waiting.ts'
import type { KioskMemory } from '../scan/kiosk-memory.ts'
import { createPersonDays } from '../scan/person-days.ts'
import type { Scanning } from '../scan/scanning.ts'
import { createUpkeep, type Upkeep } from '../scan/upkeep.ts'
import { createSyncLoop } from '../sync/create-sync-loop.ts'
import { SYNC_TIMING } from '../sync/sync-timing.ts'
import { newestKnown } from '../update/newest-known.ts'
import { createUpdates } from '../update/updates.ts'
import type { Kiosk, KioskOptions, NoticeListener } from './kiosk.ts'
import { kioskApiOf } from './kiosk-api-of.ts'
import { kioskState } from './kiosk-state.ts'

const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh'
/** How often the screen's state is told again, and a log that failed is tried again. */
const TICK_MS = 10_000

export interface KioskService {
  readonly api: KioskApi
  /** What its handlers reach. */
  readonly kiosk: Kiosk
  /** How the log's file was opened; the service answers either way. */
  readonly opening: OpenedLog
  readonly log: NonNullable<KioskOptions['log']>
  /** @returns a function that ends the subscription */
  onNotice(listener: NoticeListener): () => void
  /** What a reading of the whole file said: `ok`, the name of an error, or what is wrong with the log. */
  readThrough(found: string): void
  /** What is done between scans every few seconds once started. */
  readonly upkeep: Upkeep
  /** Begins to speak to the district. */
  start(): void
  /** Ends in good order: the attempt under way is given up, the log closed. */
  stop(): Promise<void>
}

const emptyMemory = (): KioskMemory => ({
  enrolment: null,
  directory: null,
  acknowledged: null,
  revoked: false,
  pins: null,
  elsewhere: null,
  sync: { kind: 'offline', refusal: null, fault: null },
  devices: { camera: 'starting', scanner: 'never-seen' },
  waiting: NONE_WAITING,
  settings: DEFAULT_SETTINGS,
  inServiceUp: null,
})

/** What is said begins when what was said before it has ended, however it ended. */
function oneAfterTheOther(): Kiosk['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (say) => {
    const said = last.then(say)
    last = said.catch(() => {})
    return said
  }
}

/** The kiosk service: scan, evaluate, append, answer, and the loop that brings the log to the district. */
export function createKioskService(options: KioskOptions): KioskService {
  const { clock, newId, randomBytes, fetch, bootId, dataDirectory } = options
  const log = options.log ?? (() => {})
  const app = options.app ?? '0.0.0'
  const run = newId()
  const memory = emptyMemory()
  const watch = createClockWatch(run, readClock(clock))
  const listeners = new Set<NoticeListener>()
  let telling = false
  let tick: NodeJS.Timeout | null = null

  /** What the file says besides the events, and this run's mark in the log. */
  function takeUp(store: LogStore) {
    memory.enrolment = store.records.enrolment()
    memory.acknowledged = store.records.acknowledged()
    memory.settings = store.desk.settings() ?? DEFAULT_SETTINGS
    memory.waiting = NONE_WAITING
    memory.pins = null
    takeUpDirectory(kiosk, store)
    noteRun(kiosk, store)
    noteReserve(kiosk, store, reserve)
  }

  function tell() {
    telling = false
    if (listeners.size === 0) return
    const data = kioskState(kiosk)
    for (const listener of listeners) listener({ notice: 'state', data })
  }

  const diskFree = options.diskFree ?? (() => null)
  const reserve = createReserve({ dataDirectory, bytes: options.reserveBytes ?? 0, diskFree, randomBytes })
  const backupFolders = options.backupFolders ?? []
  const keeper = createLogKeeper({
    dataDirectory,
    migrationsFolder: options.migrationsFolder,
    lockWaitMs: options.lockWaitMs,
    successor: { newId, reading: () => readClock(clock), run, backupFolders },
    reserve,
    report: log,
    onOpened: takeUp,
    onChange: () => kiosk.changed(),
  })
  const scanning: Scanning = {
    dataDirectory,
    clock,
    newId,
    bootId,
    app,
    run,
    log,
    keeper,
    watch,
    journal: createJournal({ clock, newId, run, watch }),
    changed() {
      if (telling) return
      telling = true
      setImmediate(tell)
    },
    sendSoon: () => sync.soon(),
    memory,
    days: createPersonDays(
      () => memory.directory?.directory.rulebook.zone ?? DEFAULT_ZONE,
      (store, event) => watch.timeOf(store, event).at,
    ),
    given: new Map(),
  }
  const pinSecrets = options.pinSecrets ?? pinSecretsWith(null, dataDirectory, randomBytes)
  const kiosk: Kiosk = {
    ...scanning,
    pins: createPinDesk({ ...scanning, pinSecrets }, options.pinCost ?? PIN_COST),
    pinSecrets,
    visits: createVisits(clock, randomBytes),
    fetch,
    keys: options.keys ?? fileKeyStore(dataDirectory),
    timing: { ...SYNC_TIMING, ...options.timing },
    randomBytes,
    diskFree,
    inTurn: oneAfterTheOther(),
    sendNow: () => sync.now(),
    sticks: options.sticks ?? (() => []),
    keyboards: options.keyboards ?? (() => null),
    installedVersion: options.installedVersion ?? (() => null),
    updates: createUpdates({
      options: options.updates ?? null,
      dataDirectory,
      running: app,
      now: () => readClock(clock).at,
      districtNow: () => {
        const { at, errorMs } = watch.timeNow(readClock(clock))
        return errorMs === null ? null : at
      },
      newestKnown: () => {
        const known = keeper.use(newestKnown)
        return known.kind === 'done' ? known.value : null
      },
      fetch,
      log,
      changed: scanning.changed,
      districtAddress: () => memory.enrolment?.districtAddress ?? null,
      sessions: () => kioskState(kiosk).sessions,
    }),
    backUps: createBackUps(scanning, backupFolders),
    quit: options.onQuit ?? (() => {}),
  }
  const upkeep = createUpkeep(kiosk, reserve, kiosk.backUps)
  const sync = createSyncLoop(kiosk, options.network ?? (() => ''))
  if (keeper.opening.kind === 'opened') keeper.write(takeUp)

  return {
    kiosk,
    opening: keeper.opening,
    log,
    api: kioskApiOf(kiosk),
    onNotice(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start() {
      sync.start()
      tick ??= setInterval(() => {
        void upkeep()
        void kiosk.updates.lookOut()
        kiosk.changed()
      }, TICK_MS)
    },
    readThrough(found) {
      log('the log was read through', { found })
      if (found !== 'ok' && !found.endsWith('Error')) keeper.foundDamaged(found)
    },
    upkeep,
    async stop() {
      if (tick !== null) clearInterval(tick)
      await sync.stop()
      keeper.use((store) => {
        if (store.origin() !== null) store.records.saveLastRun({ run, stopped: true })
      })
      keeper.close()
      listeners.clear()
    },
  }
}
