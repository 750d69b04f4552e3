import { answerRequest } from './answer-request.ts'
import { createKioskService } from './create-kiosk-service.ts'
import { parentOf } from './parent-port.ts'
import { serviceOptions } from './service-options.ts'

/** The service as a process of its own: speaks `KioskRequest`, `KioskReply` and `KioskNotice` with its parent. */
function main(): void {
  const options = serviceOptions(process.argv.slice(2))
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`)
    process.exitCode = 2
    return
  }
  const parent = parentOf(process)
  const service = createKioskService(options)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await service.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  service.onNotice((notice) => parent?.post(notice))
  parent?.onMessage(async (message) => parent.post(await answerRequest(service, message)))
  parent?.onGone(stop)
  service.start()
}

main()
