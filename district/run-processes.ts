import cluster from 'node:cluster'

const RESTART_AFTER_MS = 1_000

/**
 * In the first process: runs so many copies of this program that share one port, and starts one again that ends
 * by itself. The returned promise ends when all have been told to stop and did.
 * @param env what the copies are told besides
 */
export async function runProcesses(count: number, env: Readonly<Record<string, string>>): Promise<void> {
  let stopping = false
  const fork = () => {
    if (!stopping) cluster.fork(env)
  }
  for (let started = 0; started < count; started++) fork()
  const stop = () => {
    stopping = true
    for (const worker of Object.values(cluster.workers ?? {})) worker?.kill('SIGTERM')
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  await new Promise<void>((resolve) => {
    cluster.on('exit', () => {
      if (!stopping) setTimeout(fork, RESTART_AFTER_MS)
      else if (Object.keys(cluster.workers ?? {}).length === 0) resolve()
    })
  })
}
