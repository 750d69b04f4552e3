import { connect } from 'node:net'

/**
 * Sends bytes to a server as they are, and takes what it answers until it closes or falls silent.
 * @param forMs how long to listen at most
 */
export function rawRequest(address: string, bytes: string | Buffer, forMs = 1500): Promise<string> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(bytes))
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(end, forMs)
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1')
    })
    socket.on('error', end)
    socket.on('close', end)
  })
}

/** Status of the first answer in what came back; 0: the line was closed without one. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
