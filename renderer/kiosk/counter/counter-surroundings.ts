/** What the counter takes from the page around it. */
export interface CounterSurroundings {
  /** The page's steady clock, milliseconds. */
  now(): number
  /** A fresh event id. */
  newId(): string
}
