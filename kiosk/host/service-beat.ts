/** The service's sign of life to the desktop program: one that hangs gives none, whatever it was asked. */
export const SERVICE_BEAT = { alive: true } as const
export const SERVICE_BEAT_EVERY_MS = 5_000
