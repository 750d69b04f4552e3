import type { z } from 'zod'
import { localDateOf } from '../../core/time.ts'
import { HelloAnswer, SCREEN_CLOSED } from '../../core/wire/wire.ts'
import type { LogStore } from '../../db/kiosk/store/log-store.ts'
import { readClock } from '../log/kiosk-clock.ts'
import { viewElsewhere } from '../scan/elsewhere-view.ts'
import { PAGE_GONE_MS } from '../scan/in-service.ts'
import { endOf, type Step, type SyncMemory, withLog } from './attempt.ts'
import type { DistrictLine } from './district-line.ts'
import { noteClock } from './note-clock.ts'
import { noteHave } from './note-have.ts'
import type { Speaking } from './speaking.ts'
import { takeSuccessor } from './take-successor.ts'

export interface Heard {
  readonly answer: z.infer<typeof HelloAnswer>
  /** How what the district holds stands to this log. */
  readonly standing: ReturnType<typeof noteHave>
}

/** Tells the district how this kiosk is, learns what the district has, and compares the clocks. */
export async function sayHello(
  kiosk: Speaking,
  line: DistrictLine,
  memory: SyncMemory,
): Promise<Step<Heard>> {
  const about = withLog(kiosk, (store) => ({
    origin: store.origin(),
    head: store.head(),
    headAt: kiosk.watch.timeNow(readClock(kiosk.clock)).at,
    receipt: forgottenReceipt(kiosk, store),
  }))
  if (about.kind === 'end') return about
  const { origin, head, headAt, receipt } = about.value
  if (origin === null || head === null) return { kind: 'end', ended: { kind: 'nothing-to-do' } }
  let upSent = 0
  const spoken = await line.ask({
    purpose: 'hello',
    path: 'api/v1/hello',
    answer: HelloAnswer,
    body: () => {
      const { at, up } = readClock(kiosk.clock)
      upSent = up
      return {
        log: origin.log,
        head,
        app: kiosk.app,
        run: kiosk.run,
        wall: at,
        up,
        diskFree: kiosk.diskFree(),
        camera: cameraNow(kiosk),
        scanner: kiosk.memory.devices.scanner,
        directory: kiosk.memory.directory?.directory.version ?? 0,
        parent: origin.parent,
        receipt,
      }
    },
  })
  const { up: upReceived } = readClock(kiosk.clock)
  if (spoken.kind !== 'answered') return { kind: 'end', ended: endOf(spoken) }
  const { have, challenge, received, sent, successor, elsewhere } = spoken.value
  const zone = kiosk.memory.directory?.directory.rulebook.zone
  kiosk.memory.elsewhere =
    elsewhere === null || zone === undefined ? null : viewElsewhere(elsewhere, localDateOf(received, zone))
  memory.exchanges.push({ upSent, upReceived, districtReceived: received, districtSent: sent })
  if (memory.exchanges.length > 8) memory.exchanges.shift()
  const noted = withLog(kiosk, (store) => {
    noteClock(kiosk, store, memory)
    if (successor !== null) takeSuccessor(kiosk, store, successor)
    return noteHave(kiosk, store, { have, headThen: head.seq, headAt, challenge, receipt: null })
  })
  if (noted.kind === 'end') return noted
  if (noted.value === 'lost-some')
    kiosk.log('the district holds less than it had signed for', { have: have.seq })
  kiosk.changed()
  return { kind: 'ok', value: { answer: spoken.value, standing: noted.value } }
}

/** What the screen's camera sees; `closed`: nobody can scan, for there is no screen, or the log takes nothing. */
function cameraNow(kiosk: Speaking): string {
  const { inServiceUp, devices } = kiosk.memory
  const isServed = inServiceUp !== null && readClock(kiosk.clock).up - inServiceUp <= PAGE_GONE_MS
  return isServed ? devices.camera : SCREEN_CLOSED
}

/** What the district once signed to hold of this log, while it says to hold less. */
function forgottenReceipt(kiosk: Speaking, store: LogStore): string | null {
  const log = store.origin()?.log
  const highest = log === undefined ? null : store.receipts.highest(log)
  return highest !== null && highest.seq > (kiosk.memory.acknowledged?.seq ?? 0) ? highest.sealed : null
}
