import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { enrolByHand, newId, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { type KioskProcess, startKioskProcess } from '../support/kiosk-process.ts'
import { randomNumbers } from '../support/random-numbers.ts'
import { readChain, readLog } from '../support/read-log.ts'
import { badgeOf, testDirectory } from '../support/test-directory.ts'
import { firstBroken } from '../support/verify-chain.ts'

const SCANS = 200
const KILLS = 10

let dataDirectory: string
let service: KioskProcess
beforeEach(async () => {
  dataDirectory = temporaryDirectory()
  await enrolByHand(dataDirectory, testDirectory(20))
})
afterEach(async () => {
  await service.end('SIGKILL')
  rmSync(dataDirectory, { recursive: true, force: true })
})

describe('the service process', { timeout: 30_000 }, () => {
  test(`killed ${KILLS} times between and during ${SCANS} scans has every scan it answered, once`, async () => {
    const random = randomNumbers(20_260_302)
    const killAt = new Set<number>()
    while (killAt.size < KILLS) killAt.add(Math.floor(random() * SCANS))
    const recorded: string[] = []
    let interrupted = 0
    service = startKioskProcess(dataDirectory)
    for (let i = 0; i < SCANS; i++) {
      const input = { id: newId(), code: badgeOf((i % 20) + 1).code, method: 'camera' } as const
      const asked = service.ask('scan', input)
      if (killAt.has(i)) {
        // From before the message is read until after it is answered.
        await new Promise((resolve) => setTimeout(resolve, random() * 3))
        service.child.kill('SIGKILL')
      }
      let answer = await asked
      if (answer === null) {
        interrupted++
        await service.end('SIGKILL')
        service = startKioskProcess(dataDirectory)
        answer = await service.ask('scan', input)
      }
      if (answer?.kind === 'recorded') recorded.push(answer.scan)
    }
    expect(recorded).toHaveLength(SCANS)
    expect(interrupted).toBeGreaterThan(0)
    expect(await service.end('SIGTERM')).toBe(0)
    const events = readLog(dataDirectory)
    expect(events.filter(({ type }) => type === 'scan').map(({ id }) => id)).toEqual(recorded)
    const { origin, events: chain } = readChain(dataDirectory)
    expect(firstBroken(origin, chain)).toBeNull()
    const runs = events.filter(({ type }) => type === 'run-started').map(({ data }) => data.lastRun)
    expect(runs[0]).toBe('none')
    expect(new Set(runs.slice(1))).toEqual(new Set(['crashed']))
  }, 60_000)

  test('ends in good order on SIGTERM and says so when it starts again', async () => {
    service = startKioskProcess(dataDirectory)
    await service.ask('state', {})
    expect(await service.end('SIGTERM')).toBe(0)
    service = startKioskProcess(dataDirectory, ['--clock', '2026-03-02T07:29:00+07:00'])
    const state = await service.ask('state', {})
    expect(Math.abs((state?.now ?? 0) - Date.parse('2026-03-02T07:29:00+07:00'))).toBeLessThan(5000)
    const runs = readLog(dataDirectory).filter(({ type }) => type === 'run-started')
    expect(runs.map(({ data }) => data.lastRun)).toEqual(['none', 'stopped'])
  })

  test('that is started a second time on the same data records nothing, and the first goes on (E8, L13)', async () => {
    service = startKioskProcess(dataDirectory)
    const input = () => ({ id: newId(), code: badgeOf(1).code, method: 'camera' }) as const
    expect(await service.ask('scan', input())).toMatchObject({ kind: 'recorded' })
    const second = startKioskProcess(dataDirectory)
    try {
      expect(await second.ask('scan', input())).toEqual({ kind: 'not-recorded', reason: 'storage-error' })
      expect(await service.ask('scan', input())).toMatchObject({ kind: 'recorded' })
      expect(await service.end('SIGTERM')).toBe(0)
      expect(await second.ask('scan', input())).toMatchObject({ kind: 'recorded' })
    } finally {
      await second.end('SIGKILL')
    }
    const { origin, events } = readChain(dataDirectory)
    expect(firstBroken(origin, events)).toBeNull()
    expect(readLog(dataDirectory).filter(({ type }) => type === 'scan')).toHaveLength(3)
  })

  test('ends in good order when its window is gone', async () => {
    service = startKioskProcess(dataDirectory)
    await service.ask('state', {})
    const exited = new Promise((resolve) => service.child.once('exit', resolve))
    service.child.disconnect()
    expect(await exited).toBe(0)
  })

  test('answers nonsense and half a scan without falling over', async () => {
    service = startKioskProcess(dataDirectory)
    await service.ask('state', {})
    for (const message of [{}, { call: 900 }, { call: 901, method: 'scan', input: { code: '1' } }])
      service.post(message)
    const input = { id: newId(), code: badgeOf(1).code, method: 'scanner' } as const
    expect(await service.ask('scan', input)).toMatchObject({ kind: 'recorded' })
    expect(service.replies.filter((reply) => 'error' in reply).map((reply) => reply.call)).toEqual([
      0, 0, 901,
    ])
  })

  test('listens on no port (T4)', async () => {
    service = startKioskProcess(dataDirectory)
    await service.ask('state', {})
    const { readFileSync, readdirSync, readlinkSync } = await import('node:fs')
    const fds = readdirSync(`/proc/${service.child.pid}/fd`).map((fd) => {
      try {
        return readlinkSync(`/proc/${service.child.pid}/fd/${fd}`)
      } catch {
        return ''
      }
    })
    const listening = ['tcp', 'tcp6'].flatMap((kind) =>
      readFileSync(`/proc/net/${kind}`, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === '0A')
        .map((fields) => `socket:[${fields[9]}]`),
    )
    expect(fds.filter((fd) => listening.includes(fd))).toEqual([])
  })
})
