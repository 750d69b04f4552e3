import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** Packets that came through a line, and packets that it lost. */
export interface Counted {
  readonly carried: number
  readonly lost: number
}

/** Two networks of this machine with one bad line between them, and no other way from one to the other. */
export interface TwoNetworks {
  /** Names of the namespaces, and the address of each end of the line. */
  readonly near: { readonly namespace: string; readonly address: string }
  readonly far: { readonly namespace: string; readonly address: string }
  /** Ends both; again, it only says the same. */
  close(): Promise<Counted>
}

export interface LineQuality {
  /** Probability with which a packet is lost on its way from the near end, and from the far one. */
  readonly loss: readonly [number, number]
  /** One way. */
  readonly delayMs: number
  readonly seed: number
}

const ip = (...args: string[]) => execFileSync('ip', args, { stdio: 'pipe' })

/** Needs Linux, iproute2, Python, `/dev/net/tun` and root. */
export async function openTwoNetworks({ loss, delayMs, seed }: LineQuality): Promise<TwoNetworks> {
  const ends = ['near', 'far'].map((side, i) => ({
    namespace: `giogiac-${process.pid}-${side}`,
    device: `gg${process.pid}${side[0]}`,
    // Addresses that are for tests of networks only (RFC 2544); nothing routes to them.
    address: `198.18.0.${i + 1}`,
  }))
  const [near, far] = ends
  if (near === undefined || far === undefined) throw new Error('a line has two ends')
  const script = join(import.meta.dirname, 'lossy-link.py')
  const words = [script, near.device, far.device, ...loss, delayMs, seed].map(String)
  const link = spawn('python3', words, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface(link.stdout)
  await once(lines, 'line')
  for (const { namespace, device, address } of ends) {
    ip('netns', 'add', namespace)
    ip('link', 'set', device, 'netns', namespace)
    ip('-n', namespace, 'address', 'add', `${address}/30`, 'dev', device)
    ip('-n', namespace, 'link', 'set', device, 'up')
    ip('-n', namespace, 'link', 'set', 'lo', 'up')
  }
  let closed: Promise<Counted> | null = null
  async function close(): Promise<Counted> {
    const said = once(lines, 'line')
    link.stdin.end()
    const [line] = (await said) as [string]
    for (const { namespace } of ends) ip('netns', 'del', namespace)
    return JSON.parse(line)
  }
  return {
    near,
    far,
    close() {
      closed ??= close()
      return closed
    },
  }
}
