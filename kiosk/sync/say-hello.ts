import type { z } from 'zod'
import { HelloAnswer } from '../../core/wire.ts'
import type { Kiosk } from '../kiosk.ts'
import { readClock } from '../kiosk-clock.ts'
import type { DistrictLine } from './district-line.ts'
import { endOf, type Step, type SyncMemory, withLog } from './exchange.ts'
import { noteClock } from './note-clock.ts'
import { noteHave } from './note-have.ts'

/** Tells the district how this kiosk is, learns what the district has, and compares the clocks. */
export async function sayHello(
  kiosk: Kiosk,
  line: DistrictLine,
  memory: SyncMemory,
): Promise<Step<z.infer<typeof HelloAnswer>>> {
  const about = withLog(kiosk, (store) => ({ origin: store.origin(), head: store.head() }))
  if (about.kind === 'end') return about
  const { origin, head } = about.value
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
        v: 1,
        log: origin.log,
        head,
        app: kiosk.app,
        run: kiosk.run,
        wall: at,
        up,
        diskFree: kiosk.diskFree(),
        camera: kiosk.memory.devices.camera,
        scanner: kiosk.memory.devices.scanner,
        directory: kiosk.memory.directory?.directory.version ?? 0,
      }
    },
  })
  const upReceived = readClock(kiosk.clock).up
  if (spoken.kind !== 'answered') return { kind: 'end', ended: endOf(spoken) }
  const { have, challenge, received, sent } = spoken.value
  memory.exchanges.push({ upSent, upReceived, districtReceived: received, districtSent: sent })
  if (memory.exchanges.length > 8) memory.exchanges.shift()
  const noted = withLog(kiosk, (store) => {
    noteClock(kiosk, store, memory.exchanges)
    return noteHave(kiosk, store, { have, headThen: head.seq, challenge, receipt: null })
  })
  if (noted.kind === 'end') return noted
  if (noted.value === 'fork') return { kind: 'end', ended: { kind: 'refused', refusal: 'fork' } }
  kiosk.changed()
  return { kind: 'ok', value: spoken.value }
}
