import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { quickCheck } from '../db/kiosk/quick-check.ts'
import { answerRequest } from './answer-request.ts'
import { checkInBackground } from './check-in-background.ts'
import { createKioskService } from './create-kiosk-service.ts'
import { parentOf } from './parent-port.ts'
import { QUIT_CODE } from './quit-code.ts'
import { serviceOptions } from './service-options.ts'

const CHECK_AFTER_MS = 20_000

/** The service as a process of its own: speaks `KioskRequest`, `KioskReply` and `KioskNotice` with its parent. */
function main(): void {
  const options = serviceOptions(process.argv.slice(2))
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`)
    process.exitCode = 2
    return
  }
  const parent = parentOf(process)
  const service = createKioskService({ ...options, onQuit: () => end(QUIT_CODE) })
  const { opening } = service
  const giveUpCheck =
    opening.kind === 'opened'
      ? checkInBackground(import.meta.filename, opening.store.file, CHECK_AFTER_MS, (found) =>
          service.log('the log was read through', { found }),
        )
      : () => {}
  let stopping = false
  const end = async (code: number) => {
    if (stopping) return
    stopping = true
    giveUpCheck()
    await service.stop()
    process.exit(code)
  }
  const stop = () => end(0)
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  service.onNotice((notice) => parent?.post(notice))
  parent?.onMessage(async (message) => parent.post(await answerRequest(service, message)))
  parent?.onGone(stop)
  service.start()
}

/** The same file as a thread: reads a log through and says what it found. */
function checkThread(): void {
  const { quickCheck: file } = workerData as { readonly quickCheck: string }
  parentPort?.postMessage(quickCheck(file))
}

if (isMainThread) main()
else checkThread()
