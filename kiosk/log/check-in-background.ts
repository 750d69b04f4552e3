import { Worker } from 'node:worker_threads'

/**
 * Has a log's file read through in a thread of its own, once, some time after the start.
 * @param entry the program's own file, which knows what to do in a thread
 * @param afterMs how long to leave the machine to the people at the counter first
 * @param report gets `ok` or what was found
 * @returns a function that gives it up
 */
export function checkInBackground(
  entry: string,
  file: string,
  afterMs: number,
  report: (found: string) => void,
): () => void {
  let worker: Worker | null = null
  const timer = setTimeout(() => {
    worker = new Worker(entry, { workerData: { quickCheck: file } })
    worker.once('message', (found) => report(String(found)))
    worker.once('error', (error) => report(error.name))
    worker.unref()
  }, afterMs)
  timer.unref()
  return () => {
    clearTimeout(timer)
    void worker?.terminate()
  }
}
