import { describe, expect, test } from 'vitest'
import { createAttemptLoop, type SyncLoop } from '../../../kiosk/sync/create-sync-loop.ts'
import { SYNC_TIMING } from '../../../kiosk/sync/sync-timing.ts'
import { randomNumbers } from '../../support/random-numbers.ts'
import { createSimulatedTime } from '../../support/simulated-time.ts'

const KIOSKS = 500
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const SLOT = 10 * SECOND

interface Attempt {
  readonly at: number
  readonly kiosk: number
}

/** So many kiosks with the real loop and the real pauses; the district is away from `from` to `to`. */
async function simulate(
  seed: number,
  outage: { from: number; to: number },
  until: number,
): Promise<Attempt[]> {
  const time = createSimulatedTime()
  const random = randomNumbers(seed)
  const attempts: Attempt[] = []
  const loops: SyncLoop[] = []
  for (let kiosk = 0; kiosk < KIOSKS; kiosk++) {
    const isAway = () => time.now() >= outage.from && time.now() < outage.to
    const loop = createAttemptLoop(
      {
        // Nobody looks at the network here: hours of looking every three seconds would be most of the work.
        timing: { ...SYNC_TIMING, networkPollMs: 24 * HOUR },
        randomBytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)),
        log() {},
        changed() {},
        memory: { sync: { kind: 'offline', refusal: null, fault: null } },
      },
      () => '',
      time,
      async () => {
        attempts.push({ at: time.now(), kiosk })
        return isAway() ? { kind: 'unreachable', why: 'away', retryAfterMs: null } : { kind: 'done' }
      },
    )
    loops.push(loop)
    loop.start()
  }
  await time.until(until)
  for (const loop of loops) void loop.stop()
  return attempts
}

/** The fullest ten seconds against the mean ten seconds between two instants. */
function rushOf(attempts: readonly Attempt[], from: number, to: number) {
  const within = attempts.filter(({ at }) => at >= from && at < to)
  const mean = within.length / ((to - from) / SLOT)
  // Any ten seconds, not only those that begin with the clock's.
  let most = 0
  let first = 0
  for (const [last, { at }] of within.entries()) {
    while ((within[first]?.at ?? 0) <= at - SLOT) first++
    most = Math.max(most, last - first + 1)
  }
  return { most, mean, ratio: most / mean }
}

describe('500 kiosks (S5)', { timeout: 120_000 }, () => {
  test('do not all come at once when the district is back after two hours', async () => {
    const outage = { from: HOUR, to: 3 * HOUR }
    for (const seed of [1, 2, 3]) {
      const attempts = await simulate(seed, outage, 3 * HOUR + 10 * MINUTE)
      const back = attempts.filter(({ at }) => at >= outage.to)
      const reached = new Map(back.toReversed().map(({ at, kiosk }) => [kiosk, at - outage.to]))
      expect(reached.size).toBe(KIOSKS)
      const slowest = Math.max(...reached.values())
      expect(slowest).toBeLessThanOrEqual(SYNC_TIMING.backOffCapMs)
      const after = rushOf(attempts, outage.to, outage.to + 5 * MINUTE)
      const during = rushOf(attempts, outage.from + 10 * MINUTE, outage.to)
      process.stdout.write(
        `500 kiosks, seed ${seed}: after two hours away at most ${after.most} attempts in 10 s, ${after.ratio.toFixed(2)} × the mean; while away ${during.ratio.toFixed(2)} ×; the last was back after ${(slowest / SECOND).toFixed(0)} s\n`,
      )
      expect(after.ratio).toBeLessThan(3)
      expect(during.ratio).toBeLessThan(3)
    }
  })

  test('do not fall into step in the minutes after the power came back to all of them at once', async () => {
    const attempts = await simulate(4, { from: 0, to: 0 }, HOUR)
    expect(rushOf(attempts, 2 * MINUTE, HOUR).ratio).toBeLessThan(3)
  })
})
