import { afterEach, describe, expect, it } from 'vitest'
import type { KioskRequest } from '../../../core/kiosk/kiosk-api.ts'
import {
  createPortConnection,
  type PortConnection,
} from '../../../renderer/kiosk/connection/port-connection.ts'
import { TEST_STATE } from '../../support/scripted-kiosk.ts'

const open: MessagePort[] = []
afterEach(() => {
  for (const port of open.splice(0)) port.close()
})

/** A service end whose questions are collected. */
function serviceFor(connection: PortConnection): { port: MessagePort; asked: KioskRequest[] } {
  const { port1, port2 } = new MessageChannel()
  open.push(port1, port2)
  const asked: KioskRequest[] = []
  port1.onmessage = (event: MessageEvent<KioskRequest>) => asked.push(event.data)
  connection.use(port2)
  return { port: port1, asked }
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 30))
const SCAN = { id: '0195f000-0000-7000-8000-000000000001', code: '1'.repeat(41), method: 'camera' } as const

describe('the port connection', () => {
  it('asks what was asked before the port came', async () => {
    const connection = createPortConnection()
    const answer = connection.state({})
    const { port, asked } = serviceFor(connection)
    await settled()
    expect(asked).toEqual([{ call: 1, method: 'state', input: {} }])
    port.postMessage({ call: 1, answer: TEST_STATE })
    expect(await answer).toEqual(TEST_STATE)
  })

  it('asks again, word for word, when the service died over a scan', async () => {
    const connection = createPortConnection()
    const { port, asked } = serviceFor(connection)
    const answer = connection.scan(SCAN)
    await settled()
    port.postMessage({ call: 1, error: 'service-restarted' })
    await expect.poll(() => asked).toHaveLength(2)
    expect(asked[1]).toEqual(asked[0])
    port.postMessage({ call: 1, answer: { kind: 'not-enrolled' } })
    expect(await answer).toEqual({ kind: 'not-enrolled' })
  })

  it('asks an unanswered scan again on the new port, word for word, and answers it once', async () => {
    const connection = createPortConnection()
    const first = serviceFor(connection)
    const answer = connection.scan(SCAN)
    await settled()
    const second = serviceFor(connection)
    await settled()
    expect(second.asked).toEqual(first.asked)
    expect(second.asked[0]?.input).toEqual(SCAN)
    second.port.postMessage({ call: 1, answer: { kind: 'not-enrolled' } })
    expect(await answer).toEqual({ kind: 'not-enrolled' })
    serviceFor(connection)
    await settled()
    expect(second.asked).toHaveLength(1)
  })

  it('hands a fault to whoever asked and goes on', async () => {
    const connection = createPortConnection()
    const { port } = serviceFor(connection)
    const answer = connection.scan(SCAN)
    port.postMessage({ call: 1, error: 'failed' })
    await expect(answer).rejects.toThrow('failed')
    const next = connection.syncNow({})
    port.postMessage({ call: 2, answer: { kind: 'started' } })
    expect(await next).toEqual({ kind: 'started' })
  })

  it('passes news on until the subscription ends', async () => {
    const connection = createPortConnection()
    const { port } = serviceFor(connection)
    const heard: string[] = []
    const end = connection.subscribe(({ notice }) => heard.push(notice))
    port.postMessage({ notice: 'state', data: TEST_STATE })
    await settled()
    end()
    port.postMessage({ notice: 'state', data: TEST_STATE })
    await settled()
    expect(heard).toEqual(['state'])
  })
})
