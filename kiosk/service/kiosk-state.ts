import type { KioskState } from '../../core/kiosk/kiosk-api.ts'
import { showText } from '../../core/names.ts'
import { dayInput } from '../../core/schedule/day-input.ts'
import { leaderOnDuty } from '../../core/schedule/leader-on-duty.ts'
import { owedDay } from '../../core/schedule/owed-sessions.ts'
import { localDateOf } from '../../core/time.ts'
import { clockNow } from '../log/clock-now.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { restartedAfterDamage } from '../log/restarted-after-damage.ts'
import { countWaiting } from '../scan/count-waiting.ts'
import { administratorPin } from '../settings/administrator-pin.ts'
import type { Kiosk } from './kiosk.ts'

const DEFAULT_ZONE = 'Asia/Ho_Chi_Minh'

/** From here on somebody has to make room. */
const DISK_LOW_BYTES = 500 * 1024 * 1024

function diskLow(kiosk: Kiosk): number | null {
  const free = kiosk.diskFree()
  return free !== null && free < DISK_LOW_BYTES ? free : null
}

/** Everything the screen shows besides an answer. */
export function kioskState(kiosk: Kiosk): KioskState {
  const { enrolment, directory, acknowledged, sync } = kiosk.memory
  const { now, clock } = clockNow(kiosk)
  const zone = directory?.directory.rulebook.zone ?? DEFAULT_ZONE
  const { waiting, turnsWaiting, oldestTurnAt } = countWaiting(kiosk)
  const named = directory?.directory ?? enrolment
  const pin = kiosk.keeper.use((store) => administratorPin(kiosk, store))
  return {
    app: kiosk.app,
    now,
    zone,
    enrolled:
      enrolment === null || named === null
        ? null
        : {
            point: showText(named.pointName),
            organisation: showText(named.organisationName),
            kiosk: showText(directory?.directory.kioskName ?? enrolment.name),
          },
    revoked: kiosk.memory.revoked,
    ...today(kiosk, now, zone),
    recording: kiosk.keeper.recording(),
    sync: {
      ...sync,
      waiting,
      turnsWaiting,
      oldestTurnAt,
      districtHasUpTo: acknowledged?.completeTo ?? null,
      lastContactAt: acknowledged?.contactAt ?? null,
    },
    diskLowBytes: diskLow(kiosk),
    clock,
    leaderOnDuty: nameOfLeader(kiosk, now, zone),
    norms: directory?.directory.norms ?? [],
    notices: noticesOn(kiosk, localDateOf(now, zone)),
    scannerUnplugged: scannerUnplugged(kiosk),
    updateWaiting: updateWaiting(kiosk),
    restartedAfterDamage: restartedAfterDamage(kiosk, readClock(kiosk.clock).at),
    settings: kiosk.memory.settings,
    administratorPin: pin.kind === 'done' ? pin.value : 'missing',
  }
}

function today(kiosk: Kiosk, now: number, zone: string): Pick<KioskState, 'sessions' | 'holiday'> {
  const directory = kiosk.memory.directory?.directory
  if (directory === undefined) return { sessions: [], holiday: null }
  const { rulebook, point } = directory
  const question = { person: null, point, date: localDateOf(now, zone) }
  const { source } = owedDay(rulebook, question)
  const { sessions } = dayInput(rulebook, { ...question, scans: [], claims: [], asOf: now, complete: false })
  return { sessions, holiday: source.kind === 'holiday' ? showText(source.name) : null }
}

function scannerUnplugged(kiosk: Kiosk): boolean {
  const { scanner } = kiosk.memory.settings
  const plugged = scanner === null ? null : kiosk.keyboards()
  return scanner !== null && plugged !== null && !plugged.includes(scanner)
}

/** Checked and staged for the next start, or put there by the system's package manager meanwhile. */
function updateWaiting(kiosk: Kiosk): string | null {
  const installed = kiosk.installedVersion()
  return kiosk.updates.waiting() ?? (installed === kiosk.app ? null : installed)
}

function noticesOn(kiosk: Kiosk, date: string): KioskState['notices'] {
  return (kiosk.memory.directory?.directory.notices ?? [])
    .filter(({ validFrom, validTo }) => validFrom <= date && (validTo === null || date <= validTo))
    .map(({ id, text }) => ({ id, text }))
}

function nameOfLeader(kiosk: Kiosk, now: number, zone: string): string | null {
  const view = kiosk.memory.directory
  if (view === null) return null
  const { rulebook, point } = view.directory
  const person = leaderOnDuty(rulebook, point, localDateOf(now, zone), now)
  return person === null ? null : (view.personOf(person)?.name ?? null)
}
