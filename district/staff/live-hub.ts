import { LiveChange } from '../../core/district-api.ts'

/** Passes what changed on to whoever listens in this server. */
export interface LiveHub {
  tell(payload: string): void
  /** @returns stops listening */
  hear(listener: (change: LiveChange) => void): () => void
}

export function createLiveHub(): LiveHub {
  const listeners = new Set<(change: LiveChange) => void>()
  return {
    tell(payload) {
      const change = readChange(payload)
      if (change !== null) for (const listener of listeners) listener(change)
    },
    hear(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function readChange(payload: string): LiveChange | null {
  try {
    return LiveChange.parse(JSON.parse(payload))
  } catch {
    return null
  }
}
