import { VISIT_IDLE_MS } from '../../core/kiosk/kiosk-visit-api.ts'
import { type KioskClock, readClock } from '../log/kiosk-clock.ts'

export interface Visit {
  readonly role: 'leader' | 'administrator'
  /** `null`: the administrator. */
  readonly person: string | null
}

export interface Visits {
  /** Opens one and ends whichever was open: a kiosk has one screen. @returns its name */
  open(visit: Visit): string
  /** `null`: not open, or its time has run out. Asking keeps it open unless `keep` is false. */
  find(name: string, keep?: boolean): Visit | null
  close(name: string): void
  /** Ends the visit that is open if it is a leader's. */
  endLeader(): void
}

/** The one open visit of a leader or the administrator; it ends so long after its last question, by uptime. */
export function createVisits(clock: KioskClock, randomBytes: (count: number) => Uint8Array): Visits {
  let open: { readonly name: string; readonly visit: Visit; usedUp: number } | null = null
  return {
    open(visit) {
      const name = Buffer.from(randomBytes(16)).toString('hex')
      open = { name, visit, usedUp: readClock(clock).up }
      return name
    },
    find(name, keep = true) {
      if (open?.name !== name) return null
      const { up } = readClock(clock)
      const isOver = up - open.usedUp >= VISIT_IDLE_MS || up < open.usedUp
      if (isOver) {
        open = null
        return null
      }
      if (keep) open.usedUp = up
      return open.visit
    },
    close(name) {
      if (open?.name === name) open = null
    },
    endLeader() {
      if (open?.visit.role === 'leader') open = null
    },
  }
}
