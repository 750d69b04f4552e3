import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'

// Stops all of these processes but one, each in its turn, until told to end: workerData is their ids. A single one
// runs every other turn.
const TURN_MS = 5
const pids = workerData as readonly number[]
const turns = Math.max(2, pids.length)
const sleeper = new Int32Array(new SharedArrayBuffer(4))

const signal = (pid: number | undefined, name: 'SIGSTOP' | 'SIGCONT') => {
  if (pid !== undefined) process.kill(pid, name)
}

for (const pid of pids) signal(pid, 'SIGSTOP')
for (let turn = 0; parentPort !== null && receiveMessageOnPort(parentPort) === undefined; turn++) {
  signal(pids[turn % turns], 'SIGCONT')
  Atomics.wait(sleeper, 0, 0, TURN_MS)
  signal(pids[turn % turns], 'SIGSTOP')
}
for (const pid of pids) signal(pid, 'SIGCONT')
parentPort?.close()
