import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type TlsOptions } from 'node:tls'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ENROLMENT_PREFIX } from '../../core/badge/classify-code.ts'
import type { LineFault } from '../../core/kiosk/line-fault.ts'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { createEnrolmentCode } from '../../db/district/kiosks/enrolment.ts'
import { AUTHORITY_FILE } from '../../kiosk/line/authority-file.ts'
import { createDistrictFetch } from '../../kiosk/line/district-fetch.ts'
import { type Authority, createAuthority, selfSigned } from '../support/certificates.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { createTestKiosk, type TestKiosk, temporaryDirectory } from '../support/create-test-kiosk.ts'
import { eventually } from '../support/eventually.ts'
import { startKioskProcess } from '../support/kiosk-process.ts'
import { readChain } from '../support/read-log.ts'
import { badgeOf } from '../support/test-directory.ts'
import { createTlsFront, type TlsFront } from '../support/tls-front.ts'

let district: TestDistrict
let own: Authority
let next: Authority
let stranger: Authority
beforeAll(async () => {
  district = await createTestDistrict()
  own = createAuthority('Uỷ ban: CA 2026')
  next = createAuthority('Uỷ ban: CA 2029')
  stranger = createAuthority('Somebody else')
})
afterAll(async () => {
  for (const authority of [own, next, stranger]) authority.close()
  await district.stop()
})

let front: TlsFront
let kiosk: TestKiosk
let folder: string
beforeEach(async () => {
  front = await createTlsFront(district.address, own.sign())
  folder = temporaryDirectory()
  trust(own.cert)
  const fetch = createDistrictFetch(join(folder, AUTHORITY_FILE))
  const start = district.clock.now()
  kiosk = await createTestKiosk({ directory: null, dataDirectory: folder, fetch, start })
  kiosk.service.start()
})
afterEach(async () => {
  await kiosk.close()
  await front.close()
})

const trust = (...authorities: string[]) =>
  writeFileSync(join(folder, AUTHORITY_FILE), authorities.join('\n'))
const state = () => kiosk.service.api.state({})

async function ticket(): Promise<string> {
  const place = { point: 'point-a', name: 'Quầy 1' }
  const made = await createEnrolmentCode(district.database.db, place, district.clock.now(), randomBytes)
  const invitation = { address: front.address, district: district.keys.publicKey, code: made?.code }
  return ENROLMENT_PREFIX + Buffer.from(JSON.stringify(invitation)).toString('base64url')
}

async function enrol(): Promise<void> {
  expect(await kiosk.service.api.enrol({ ticket: await ticket() })).toMatchObject({ kind: 'enrolled' })
  await caughtUp()
}

async function scans(count: number): Promise<void> {
  for (let i = 1; i <= count; i++) {
    kiosk.clock.pass(1000)
    expect(await kiosk.scan(badgeOf(i).code)).toMatchObject({ kind: 'recorded' })
  }
}

/** The district has the kiosk's log, event by event. */
async function caughtUp(dataDirectory = folder): Promise<void> {
  await eventually(async () => {
    const { origin, events } = readChain(dataDirectory)
    const held = rowsOf<{ text: string }>(
      await district.database.db.execute(
        sql`select text from events where log = ${origin.log}::uuid order by seq`,
      ),
    )
    expect(held.map(({ text }) => text)).toEqual(events.map(({ text }) => text))
  }, 10_000)
}

/** Tries again at once, until the kiosk says why it does not speak to what is there. */
async function refusesToSpeak(kind: LineFault['kind']): Promise<void> {
  await scans(2)
  await eventually(async () => {
    await kiosk.service.api.syncNow({})
    const fault = { kind, clockAt: kiosk.clock.now() }
    expect((await state()).sync).toMatchObject({ kind: 'offline', fault })
  })
  expect((await state()).sync.waiting).toBeGreaterThanOrEqual(2)
  expect(front.seen.bytes).toBe(0)
}

/** A client that asks for nothing gets through: it is the kiosk that does not want to. */
async function wouldLetIn(): Promise<void> {
  const careless = { rejectUnauthorized: false, minVersion: 'TLSv1', ciphers: 'ALL:@SECLEVEL=0' } as const
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(front.address).port), ...careless })
  await once(socket, 'secureConnect')
  socket.destroy()
}

async function goesOnWith(options: TlsOptions): Promise<void> {
  front.show(options)
  await kiosk.service.api.syncNow({})
  await caughtUp()
  await eventually(async () => expect((await state()).sync).toMatchObject({ kind: 'online', fault: null }))
}

describe('a kiosk that was given the district’s own authority', () => {
  it('enrols and sends everything by TLS 1.2 and 1.3, under that authority and the one that follows it (S13)', async () => {
    await enrol()
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      await scans(3)
      await goesOnWith({ ...own.sign(), minVersion: version, maxVersion: version })
      expect(front.seen.bytes).toBeGreaterThan(0)
    }
    trust(own.cert, next.cert)
    await scans(3)
    await goesOnWith(next.sign())
    trust(next.cert)
    await scans(3)
    await goesOnWith(next.sign())
    // The authority that went counts for nothing any more.
    front.show(own.sign())
    await refusesToSpeak('untrusted')
  })

  const FALSE: readonly [string, LineFault['kind'], () => TlsOptions][] = [
    ['that vouches for itself', 'untrusted', selfSigned],
    ['of another authority', 'untrusted', () => stranger.sign()],
    ['that has expired', 'not-valid-now', () => own.sign({ to: '20200202' })],
    ['that is not valid yet', 'not-valid-now', () => own.sign({ from: '20980101' })],
    ['of another host', 'other-host', () => own.sign({ name: 'DNS:quan.example.vn' })],
    [
      'shown by TLS 1.1',
      'old-tls',
      () => ({ ...own.sign(), minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }),
    ],
  ]
  it.each(FALSE)(
    'says nothing to a server with a certificate %s, tells why, and goes on later (S13)',
    async (_name, kind, options) => {
      await enrol()
      front.show(options())
      await wouldLetIn()
      await refusesToSpeak(kind)
      expect(front.seen.connections).toBeGreaterThan(1)
      await goesOnWith(own.sign())
    },
  )

  it('trusts nobody while the file names no authority, a server’s own certificate, or more than two (S13)', async () => {
    await enrol()
    const leaf = own.sign()
    front.show(leaf)
    for (const authorities of [['nothing'], [leaf.cert], [own.cert, next.cert, stranger.cert]]) {
      trust(...authorities)
      await refusesToSpeak('authority-file')
      expect(front.seen.connections).toBe(0)
    }
    trust(own.cert)
    await goesOnWith(leaf)
  })

  it('is not talked out of it by its environment, and trusts the authority for nothing else (S13)', async () => {
    await enrol()
    await expect(fetch(`${front.address}/api/v1/district`)).rejects.toThrow()
    front.show(stranger.sign())
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      await refusesToSpeak('untrusted')
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    }
  })
})

it('a kiosk without that file trusts public authorities only, and is told so when it enrols (S13)', async () => {
  rmSync(join(folder, AUTHORITY_FILE))
  const fault = { kind: 'untrusted', clockAt: kiosk.clock.now() }
  const { api } = kiosk.service
  expect(await api.enrol({ ticket: await ticket() })).toEqual({ kind: 'unreachable', fault })
  // A typed address without a scheme is not asked in the clear instead.
  const { host } = new URL(front.address)
  front.seen.connections = 0
  expect(await api.findDistrict({ address: host })).toEqual({ kind: 'unreachable', fault })
  expect(front.seen).toEqual({ connections: 1, bytes: 0 })
  trust(own.cert)
  expect(await api.findDistrict({ address: host })).toMatchObject({
    kind: 'found',
    address: `${front.address}/`,
    district: district.keys.publicKey,
  })
})

it('the program itself finds the file in its data folder (S13)', async () => {
  const place = temporaryDirectory()
  writeFileSync(join(place, AUTHORITY_FILE), own.cert)
  const running = startKioskProcess(place)
  expect(await running.ask('enrol', { ticket: await ticket() })).toMatchObject({ kind: 'enrolled' })
  await caughtUp(place)
  await running.end('SIGTERM')
  rmSync(place, { recursive: true, force: true })
})
