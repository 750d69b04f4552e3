/** More wait already than can be served in time: ask again in some seconds. */
export class QueueFull extends Error {
  constructor() {
    super('too many wait')
  }
}

export interface FairQueue {
  /**
   * Runs the work when it is its turn.
   * @param lane who asks: lanes take turns, so that a long one keeps no other waiting
   * @throws QueueFull
   */
  run<T>(lane: string, work: () => Promise<T>): Promise<T>
}

/** Lets so many work at once, so many wait, and so many wait in one lane. */
export function createFairQueue(most: {
  readonly atOnce: number
  readonly waiting: number
  readonly inLane: number
}): FairQueue {
  const lanes = new Map<string, (() => void)[]>()
  let running = 0
  let waiting = 0
  const wait = (lane: string): Promise<void> => {
    const line = lanes.get(lane) ?? []
    if (waiting >= most.waiting || line.length >= most.inLane) return Promise.reject(new QueueFull())
    waiting++
    lanes.set(lane, line)
    return new Promise((go) => line.push(go))
  }
  /** The lane that was served goes to the end. */
  const next = (): void => {
    const [first] = lanes
    if (first === undefined) {
      running--
      return
    }
    const [lane, line] = first
    const go = line.shift()
    lanes.delete(lane)
    if (line.length > 0) lanes.set(lane, line)
    waiting--
    go?.()
  }
  return {
    async run(lane, work) {
      if (running >= most.atOnce) await wait(lane)
      else running++
      try {
        return await work()
      } finally {
        next()
      }
    },
  }
}
