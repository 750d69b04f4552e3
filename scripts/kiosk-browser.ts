import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startBrowserHost } from '../kiosk/host/browser-host.ts'
import { readPageFiles } from '../kiosk/host/page-files.ts'
import { createKioskService } from '../kiosk/service/create-kiosk-service.ts'
import { serviceOptions } from '../kiosk/service-options.ts'
import { openBrowser } from './open-browser.ts'

const PAGE = join(import.meta.dirname, '../out/renderer/kiosk')

/** `npm run kiosk:browser`: the kiosk for a Chromium window on this machine, without Electron. */
async function main(): Promise<number | null> {
  const args = process.argv.slice(2)
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string' },
      clock: { type: 'string' },
      port: { type: 'string', default: '0' },
      'no-open': { type: 'boolean', default: false },
    },
  })
  if (!existsSync(join(PAGE, 'index.html'))) {
    process.stderr.write('Chưa có màn hình đã dựng: chạy "npm run build" trước (page not built yet).\n')
    return 1
  }
  const options = serviceOptions(values.data === undefined ? ['--data', 'data/kiosk', ...args] : args)
  const port = Number(values.port)
  if (typeof options === 'string' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write(`${typeof options === 'string' ? options : '--port: 0–65535'}\n`)
    return 2
  }
  const service = createKioskService({ ...options, onQuit: () => process.kill(process.pid, 'SIGTERM') })
  if (service.opening.kind === 'refused' && service.opening.reason === 'in-use') {
    process.stderr.write('Quầy này đang chạy ở nơi khác (already running on this data).\n')
    await service.stop()
    return 0
  }
  const host = await startBrowserHost({
    service,
    files: readPageFiles(PAGE),
    port,
    onOpened: (next) => process.stdout.write(`Mở thêm cửa sổ (another window): ${next}\n`),
  })
  service.start()
  const stop = async () => {
    await host.close()
    await service.stop()
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.stdout.write(`Quầy chấm công: ${host.url}\n`)
  if (!values['no-open']) openBrowser(host.url, service.kiosk.dataDirectory)
  return null
}

const code = await main()
if (code !== null) process.exitCode = code
