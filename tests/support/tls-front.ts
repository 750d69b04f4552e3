import { type AddressInfo, connect } from 'node:net'
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls'

/** What stands before a district and speaks TLS for it, as Caddy does. */
export interface TlsFront {
  /** `https://127.0.0.1:…` */
  readonly address: string
  /** Connections begun, and bytes of requests that were understood, since `show`. */
  readonly seen: { connections: number; bytes: number }
  /** From now on with this certificate, key and versions; whoever is connected is cut off. */
  show(options: TlsOptions): void
  close(): Promise<void>
}

/** @param target `http://…` of the server behind */
export async function createTlsFront(target: string, options: TlsOptions): Promise<TlsFront> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<TLSSocket>()
  const seen = { connections: 0, bytes: 0 }
  const server = createServer(options, (near) => {
    sockets.add(near)
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(near)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (chunk) => {
      seen.bytes += chunk.length
    })
    near.pipe(far).pipe(near)
  })
  server.on('connection', () => {
    seen.connections++
  })
  server.on('tlsClientError', () => {})
  const dropAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    show(next) {
      dropAll()
      server.setSecureContext(next)
      Object.assign(seen, { connections: 0, bytes: 0 })
    },
    async close() {
      dropAll()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
