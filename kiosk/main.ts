import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { quickCheck } from '../db/kiosk/files/quick-check.ts'
import { pinSecretsWith } from './desk/pin-secrets.ts'
import { type Parent, parentOf } from './host/parent-port.ts'
import { SERVICE_BEAT, SERVICE_BEAT_EVERY_MS } from './host/service-beat.ts'
import { keyStoreWith } from './keys/sealed-key-store.ts'
import { readSecret, SECRET_FIRST } from './keys/shell-secret.ts'
import { checkInBackground } from './log/check-in-background.ts'
import { isPageEnded, notePageEnded } from './log/note-page-ended.ts'
import { QUIT_CODE } from './quit-code.ts'
import { answerRequest } from './service/answer-request.ts'
import { createKioskService } from './service/create-kiosk-service.ts'
import type { KioskOptions } from './service/kiosk.ts'
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
  let hear: (message: unknown) => void = (message) => {
    const secret = readSecret(message)
    if (secret === undefined) return
    const { dataDirectory, randomBytes } = options
    const keys = keyStoreWith(secret, dataDirectory, (line) => options.log?.(line, {}))
    hear = run({ ...options, keys, pinSecrets: pinSecretsWith(secret, dataDirectory, randomBytes) }, parent)
  }
  if (parent === null || !process.argv.includes(SECRET_FIRST)) hear = run(options, parent)
  parent?.onMessage((message) => hear(message))
}

/** Runs the service until it is ended. @returns what hears its parent's messages */
function run(options: KioskOptions, parent: Parent | null): (message: unknown) => void {
  const service = createKioskService({ ...options, onQuit: () => end(QUIT_CODE) })
  const { opening } = service
  const giveUpCheck =
    opening.kind === 'opened'
      ? checkInBackground(import.meta.filename, opening.store.file, CHECK_AFTER_MS, service.readThrough)
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
  const beat = () => parent?.post(SERVICE_BEAT)
  beat()
  setInterval(beat, SERVICE_BEAT_EVERY_MS).unref()
  parent?.onGone(stop)
  service.start()
  return async (message) => {
    if (isPageEnded(message)) return notePageEnded(service.kiosk)
    parent?.post(await answerRequest(service, message))
  }
}

/** The same file as a thread: reads a log through and says what it found. */
function checkThread(): void {
  const { quickCheck: file } = workerData as { readonly quickCheck: string }
  parentPort?.postMessage(quickCheck(file))
}

if (isMainThread) main()
else checkThread()
