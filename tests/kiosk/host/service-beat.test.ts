import { once } from 'node:events'
import { rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { SERVICE_BEAT, SERVICE_BEAT_EVERY_MS } from '../../../kiosk/host/service-beat.ts'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { startKioskProcess } from '../../support/kiosk-process.ts'

test('the service gives its signs of life while it waits for an address that is silent', async () => {
  // Takes connections and never says a word, as a firewall's other side may.
  const silent = createServer(() => {}).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const data = temporaryDirectory()
  const kiosk = startKioskProcess(data)
  const beats: number[] = []
  kiosk.child.on('message', (message: object) => {
    if ('alive' in message && message.alive === SERVICE_BEAT.alive) beats.push(performance.now())
  })
  try {
    let answered = false
    const { port } = silent.address() as AddressInfo
    void kiosk.ask('findDistrict', { address: `http://127.0.0.1:${port}` }).then(() => {
      answered = true
    })
    await expect.poll(() => beats.length, { timeout: 15_000 }).toBeGreaterThan(2)
    expect(answered).toBe(false)
    const gaps = beats.slice(1).map((at, i) => at - (beats[i] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(3 * SERVICE_BEAT_EVERY_MS)
  } finally {
    await kiosk.end('SIGKILL')
    silent.close()
    rmSync(data, { recursive: true, force: true })
  }
})
