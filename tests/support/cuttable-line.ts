import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that a test can cut and mend, like a network cable. */
export interface CuttableLine {
  /** `http://127.0.0.1:…` */
  readonly address: string
  /** Everything under way is lost, and nothing gets through any more. */
  cut(): void
  /** Cuts itself once, after this many bytes of answers came through. */
  cutAfter(bytes: number): void
  mend(): void
  close(): Promise<void>
}

/** @param target address of the server at the other end */
export async function createCuttableLine(target: string): Promise<CuttableLine> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let whole = true
  let bytesLeft = Number.POSITIVE_INFINITY
  const drop = () => {
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  const server = createServer((near) => {
    if (!whole) return near.destroy()
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    far.on('data', (chunk) => {
      bytesLeft -= chunk.length
      if (bytesLeft >= 0) return near.write(chunk)
      bytesLeft = Number.POSITIVE_INFINITY
      near.write(chunk.subarray(0, Math.floor(chunk.length / 2)))
      return near.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      whole = false
      drop()
    },
    cutAfter(bytes) {
      bytesLeft = bytes
    },
    mend() {
      whole = true
    },
    async close() {
      drop()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
