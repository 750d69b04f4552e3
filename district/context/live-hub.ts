import { z } from 'zod'
import { LiveChange } from '../../core/district/presence-api.ts'

export interface LiveListener {
  /** Something looks different now. */
  changed(change: LiveChange): void
  /** Somebody's session or token may have ended. @param who user name, or `token:…` */
  lookAgain(who: string): void
}

/** Passes what changed on to whoever listens in this server. */
export interface LiveHub {
  tell(payload: string): void
  /** @returns stops listening */
  hear(listener: LiveListener): () => void
}

const Payload = z.union([LiveChange, z.object({ lookAgain: z.string() })])

export function createLiveHub(): LiveHub {
  const listeners = new Set<LiveListener>()
  return {
    tell(payload) {
      const told = readPayload(payload)
      if (told === null) return
      for (const listener of listeners) {
        if ('lookAgain' in told) listener.lookAgain(told.lookAgain)
        else listener.changed(told)
      }
    },
    hear(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readPayload(payload: string): z.infer<typeof Payload> | null {
  try {
    return Payload.parse(JSON.parse(payload))
  } catch {
    return null
  }
}
