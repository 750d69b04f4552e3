import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { GglogReceipt } from '../../../core/log/gglog.ts'
import { seal } from '../../../core/log/seal.ts'
import { fileKeyStore, importPrivateKey, makeDeviceIdentity } from '../../../kiosk/keys/device-key.ts'
import { findStick } from '../../../kiosk/stick/find-stick.ts'
import { stickFolders } from '../../../kiosk/stick/stick-folders.ts'
import { createTestKiosk, type TestKiosk, temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { administratorVisit, leaderVisit } from '../../support/desk-visits.ts'
import { linesOfGglog } from '../../support/gglog-file.ts'
import { scanTimes } from '../../support/lone-kiosk.ts'
import { readChain, readLog } from '../../support/read-log.ts'
import { mountSmallDisk } from '../../support/small-disk.ts'
import { badgeOf } from '../../support/test-directory.ts'

let kiosk: TestKiosk
let stick: string
let sticks: string[]
beforeEach(async () => {
  stick = temporaryDirectory()
  sticks = [stick]
  kiosk = await createTestKiosk({ sticks: () => sticks })
})
afterEach(async () => {
  await kiosk.close()
  rmSync(stick, { recursive: true, force: true })
})

const exportLog = async () => kiosk.service.api.exportLog({ visit: await administratorVisit(kiosk) })
/** What tells this kiosk's files from those of another at the same point. */
const deviceTag = () => fileKeyStore(kiosk.dataDirectory).load()?.device.slice(-4) ?? 'none'
const readReceipt = async () => kiosk.service.api.readReceipt({ visit: await administratorVisit(kiosk) })
const accesses = () =>
  readLog(kiosk.dataDirectory)
    .filter(({ type }) => type === 'access')
    .map(({ data }) => data.what)

describe('an export', () => {
  it('puts everything that waits on the stick, its own record last, and leaves nothing half written', async () => {
    await administratorVisit(kiosk)
    await scanTimes(kiosk, 1200)
    const answer = await exportLog()
    const { events } = readChain(kiosk.dataDirectory)
    const file = `bo-phan-mot-cua-${deviceTag()}-1-${events.length}.gglog`
    expect(answer).toEqual({ kind: 'exported', file, events: events.length })
    expect(readdirSync(stick)).toEqual([file])
    const lines = linesOfGglog(join(stick, file))
    expect(lines.slice(1, -1)).toEqual(events.map(({ text }) => text))
    expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({ type: 'access', data: { what: 'exported' } })
    const trailer = JSON.parse(lines.at(-1) ?? '')
    expect(trailer).toMatchObject({ count: events.length, head: { hash: events.at(-1)?.hash } })
  })

  it('lets people scan meanwhile', async () => {
    await administratorVisit(kiosk)
    await scanTimes(kiosk, 600)
    const exporting = exportLog()
    const scanned = await kiosk.scan(badgeOf(1).code)
    expect(scanned.kind).toBe('recorded')
    expect(await exporting).toMatchObject({ kind: 'exported' })
  })

  it('leaves the file of another kiosk of the same name alone', async () => {
    await administratorVisit(kiosk)
    const next = readChain(kiosk.dataDirectory).events.length + 2
    const name = `bo-phan-mot-cua-${deviceTag()}-1-${next}`
    writeFileSync(join(stick, `${name}.gglog`), 'theirs')
    expect(await exportLog()).toMatchObject({ kind: 'exported', file: `${name}-2.gglog` })
    expect(readFileSync(join(stick, `${name}.gglog`), 'utf8')).toBe('theirs')
  })

  it('is for the administrator alone', async () => {
    const visit = await leaderVisit(kiosk)
    expect(await kiosk.service.api.exportLog({ visit })).toEqual({ kind: 'not-allowed' })
    expect(await kiosk.service.api.readReceipt({ visit })).toEqual({ kind: 'not-allowed' })
    expect(readdirSync(stick)).toEqual([])
  })

  it('asks for a stick where there is none, and records nothing', async () => {
    sticks = [join(stick, 'not-there')]
    expect(await exportLog()).toEqual({ kind: 'no-stick' })
    expect(await readReceipt()).toEqual({ kind: 'no-stick' })
    expect(accesses()).not.toContain('exported')
  })

  it('of a stick that is full says so, removes what it wrote, and is on record', async (context) => {
    const disk = mountSmallDisk(64)
    if (disk === null) return context.skip()
    try {
      sticks = [disk.folder]
      await administratorVisit(kiosk)
      await scanTimes(kiosk, 20)
      writeFileSync(join(disk.folder, 'photos'), Buffer.alloc(60_000, 1))
      await scanTimes(kiosk, 200)
      expect(await exportLog()).toEqual({ kind: 'stick-full' })
      expect(readdirSync(disk.folder)).toEqual(['photos'])
      expect(accesses().slice(-2)).toEqual(['exported', 'export-failed stick-full'])
      rmSync(join(disk.folder, 'photos'))
      expect(await exportLog()).toMatchObject({ kind: 'exported' })
    } finally {
      disk.unmount()
    }
  })

  it('of a locked stick says so', async (context) => {
    const disk = mountSmallDisk(64)
    if (disk === null) return context.skip()
    try {
      sticks = [disk.folder]
      disk.lock()
      expect(await exportLog()).toEqual({ kind: 'read-only' })
      expect(accesses()).not.toContain('exported')
    } finally {
      disk.unmount()
    }
  })
})

describe('the stick', () => {
  it('is the first that takes files, and a folder that is named is the only one', () => {
    const other = join(stick, 'other')
    mkdirSync(other)
    expect(findStick([join(stick, 'no'), other, stick])).toEqual({ kind: 'stick', folder: other })
    expect(findStick([])).toEqual({ kind: 'no-stick' })
    expect(stickFolders(other)).toEqual([other])
    expect(stickFolders(undefined)).not.toContain('/media')
  })
})

describe('a receipt', () => {
  /** The kiosk made by hand has its own key for its district's. */
  const districtReceipt = async (
    seq: number,
    more: { aud?: string; log?: string; strange?: boolean } = {},
  ) => {
    const own = fileKeyStore(kiosk.dataDirectory).load()
    if (own === null) throw new Error('no key')
    const { origin, events } = readChain(kiosk.dataDirectory)
    const hash = events[seq - 1]?.hash ?? 'f'.repeat(64)
    const signer = more.strange ? await makeDeviceIdentity(own.device) : own
    const body: GglogReceipt = {
      v: 1,
      log: more.log ?? origin.log,
      have: { seq, hash },
      time: 1,
      successor: null,
    }
    const claims = { aud: more.aud ?? own.device, iss: own.publicKey, challenge: null } as const
    const text = await seal(
      await importPrivateKey(signer),
      { ...claims, purpose: 'receipt' },
      JSON.stringify(body),
    )
    return text
  }
  const put = (name: string, text: string) => writeFileSync(join(stick, name), text)
  const waiting = async () => (await kiosk.service.api.state({})).sync.waiting
  /** The number of the last event that no longer waits. */
  const acknowledged = async () => readChain(kiosk.dataDirectory).events.length - (await waiting())

  it('moves the acknowledged sequence forward, never back, and only its own record waits', async () => {
    await administratorVisit(kiosk)
    await scanTimes(kiosk, 10)
    const visit = await administratorVisit(kiosk)
    const { length } = readChain(kiosk.dataDirectory).events
    const { api } = kiosk.service
    expect(await api.readReceipt({ visit })).toEqual({ kind: 'none' })
    put('old.ggreceipt', await districtReceipt(3))
    put('new.ggreceipt', await districtReceipt(length))
    expect(await api.readReceipt({ visit })).toEqual({ kind: 'taken', have: length })
    expect(await waiting()).toBe(1)
    expect(accesses().at(-1)).toBe('receipt-read')
    rmSync(join(stick, 'new.ggreceipt'))
    expect(await api.readReceipt({ visit })).toEqual({ kind: 'taken', have: length })
    expect(await acknowledged()).toBe(length)
    await kiosk.restart()
    expect(await acknowledged()).toBe(length)
  })

  it.skipIf(process.platform === 'win32')(
    'is read beside a folder, a link to nowhere and a pipe of such a name, and waits for none of them',
    async () => {
      await administratorVisit(kiosk)
      await scanTimes(kiosk, 3)
      mkdirSync(join(stick, 'a.ggreceipt'))
      symlinkSync('nowhere', join(stick, 'b.ggreceipt'))
      const pipe = join(stick, 'c.ggreceipt')
      execFileSync('mkfifo', [pipe])
      put('d.ggreceipt', await districtReceipt(2))
      const visit = await administratorVisit(kiosk)
      const begun = performance.now()
      // Whoever waits for the pipe is let go after fifteen seconds.
      const writer = spawn('sh', ['-c', 'sleep 15; echo >"$1"', 'sh', pipe])
      try {
        expect(await kiosk.service.api.readReceipt({ visit })).toEqual({ kind: 'taken', have: 2 })
        expect(performance.now() - begun).toBeLessThan(10_000)
      } finally {
        writer.kill()
      }
    },
  )

  it.each([
    ['of another log', { log: '0199d2b0-0000-7000-8000-000000000001' }],
    ['for another kiosk', { aud: '0199d2b0-0000-7000-8000-000000000001' }],
    ['by another key', { strange: true }],
  ])('%s moves nothing', async (_, more) => {
    await administratorVisit(kiosk)
    await scanTimes(kiosk, 3)
    put('x.ggreceipt', await districtReceipt(2, more))
    expect(await readReceipt()).toEqual({ kind: 'not-ours' })
    expect(await acknowledged()).toBe(0)
  })

  it('about an event this log does not have, or with a changed byte, moves nothing', async () => {
    await administratorVisit(kiosk)
    put('x.ggreceipt', await districtReceipt(5000))
    put('y.ggreceipt', (await districtReceipt(2)).replace('"seq":2', '"seq":3'))
    expect(await readReceipt()).toEqual({ kind: 'not-ours' })
    expect(accesses()).not.toContain('receipt-read')
  })
})
