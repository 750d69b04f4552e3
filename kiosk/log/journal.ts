import type { EventData, EventType, KnownEvent } from '../../core/log/event.ts'
import type { EventDraft, LogStore } from '../../db/kiosk/store/log-store.ts'
import type { ClockWatch } from './clock-watch.ts'
import { type KioskClock, readClock } from './kiosk-clock.ts'

/** What happened, before it has a time and a place in the log. */
export type Happening = {
  readonly [T in EventType]: {
    readonly id: string
    readonly type: T
    readonly data: EventData<T>
    readonly person?: string | null
  }
}[EventType]

export interface Journal {
  /**
   * Appends what happened now, all or none, durable on return; a jump of the clock goes on record before it.
   * @returns the events, without the jump
   */
  append(store: LogStore, happenings: readonly Happening[], along?: () => void): readonly KnownEvent[]
}

/** Dates what happened with both clocks and writes it down. */
export function createJournal(kiosk: {
  readonly clock: KioskClock
  readonly newId: () => string
  readonly run: string
  readonly watch: ClockWatch
}): Journal {
  const { clock, newId, run, watch } = kiosk
  return {
    append(store, happenings, along) {
      const reading = readClock(clock)
      const jump = watch.jumpAt(reading)
      const drafts: EventDraft[] = []
      if (jump !== null) drafts.push({ id: newId(), ...reading, run, type: 'clock-jumped', data: jump })
      for (const happening of happenings) drafts.push({ ...happening, ...reading, run })
      const stored = store.append(drafts, along)
      if (jump !== null) watch.settle(reading)
      return stored.slice(drafts.length - happenings.length).map(({ event }) => event)
    },
  }
}
