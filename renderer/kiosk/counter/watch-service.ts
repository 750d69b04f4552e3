const STATE_EVERY_MS = 3_000
/** The service answers in milliseconds; this long means that it is away. */
const SERVICE_LIMIT_MS = 2_000

/**
 * Asks the service for its state again and again, one question at a time.
 * @param onAway it fails, or takes too long
 * @returns a function that ends it
 */
export function watchService<State>(
  ask: () => Promise<State>,
  onState: (state: State) => void,
  onAway: () => void,
): () => void {
  let asking = false
  const check = async (): Promise<void> => {
    if (asking) return
    asking = true
    const limit = setTimeout(onAway, SERVICE_LIMIT_MS)
    try {
      onState(await ask())
    } catch {
      onAway()
    } finally {
      clearTimeout(limit)
      asking = false
    }
  }
  void check()
  const timer = setInterval(() => void check(), STATE_EVERY_MS)
  return () => clearInterval(timer)
}
