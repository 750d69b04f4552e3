/** What is known of a log and of those who bring it while a file waits for what comes before it. */
export interface Bringing {
  /** Number of the last event of the log that is held. */
  held(): Promise<number>
  /** Another file of the same kiosk is being taken. */
  isBeside(): Promise<boolean>
  pause(): Promise<void>
}

/** Looks without anything new, about a minute: two files that both lack something do not wait for each other for ever. */
export const MOST_IDLE_LOOKS = 120

/**
 * Waits as long as another file of the kiosk goes on bringing what is missing, however long that takes.
 * @param upTo number of the event that has to be held
 * @returns whether it is
 */
export async function untilHeld(bringing: Bringing, upTo: number): Promise<boolean> {
  let held = await bringing.held()
  for (let idle = 0; held < upTo && idle < MOST_IDLE_LOOKS && (await bringing.isBeside()); ) {
    await bringing.pause()
    const now = await bringing.held()
    idle = now > held ? 0 : idle + 1
    held = now
  }
  // Whoever ended between two looks may have brought the rest.
  return held >= upTo || (await bringing.held()) >= upTo
}
