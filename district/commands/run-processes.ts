import cluster, { type Worker } from 'node:cluster'

const RESTART_AFTER_MS = 1_000
const PLACE = 'GIOGIAC_PROCESS_PLACE'
/**
 * A batch of 500 events makes some megabytes of short-lived objects: with room for them fewer are copied. After some
 * quiet seconds V8 would take each burst for too much, and search the whole heap for it every time. A single process
 * gets them from `npm run district`.
 */
export const HEAP_FLAGS = ['--max-semi-space-size=64', '--heap-growing-percent=200'] as const

/** Which of the processes that share a port this one is, from 0; one that is started again takes the same place. */
export const processPlace = (): number => Number(process.env[PLACE] ?? 0)

/**
 * In the first process: runs so many copies of this program that share one port, and starts one again that ends
 * by itself. The returned promise ends when all have been told to stop and did.
 * @param env what the copies are told besides
 */
export async function runProcesses(count: number, env: Readonly<Record<string, string>>): Promise<void> {
  let stopping = false
  const places = new Map<Worker, number>()
  cluster.setupPrimary({ execArgv: [...process.execArgv, ...HEAP_FLAGS] })
  const fork = (place: number) => {
    if (!stopping) places.set(cluster.fork({ ...env, [PLACE]: String(place) }), place)
  }
  for (let place = 0; place < count; place++) fork(place)
  const stop = () => {
    stopping = true
    for (const worker of Object.values(cluster.workers ?? {})) worker?.kill('SIGTERM')
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  await new Promise<void>((resolve) => {
    cluster.on('exit', (worker) => {
      const place = places.get(worker) ?? 0
      places.delete(worker)
      if (!stopping) setTimeout(() => fork(place), RESTART_AFTER_MS)
      else if (Object.keys(cluster.workers ?? {}).length === 0) resolve()
    })
  })
}
