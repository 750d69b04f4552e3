import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyFingerprint } from '../../../core/log/fingerprint.ts'
import { createEnrolmentCode } from '../../../db/district/kiosks/enrolment.ts'
import { sha256 } from '../../../db/sha256.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { eventually } from '../../support/eventually.ts'
import { readLog } from '../../support/read-log.ts'
import { testBadge } from '../../support/test-badge.ts'

const NOW = Date.parse('2026-11-18T08:00:00+07:00')
const PIN = '73915482'

describe('a kiosk that is set up by typing', () => {
  let district: TestDistrict
  let kiosk: TestKiosk

  beforeEach(async () => {
    district = await createTestDistrict({ now: NOW })
    kiosk = await createTestKiosk({ directory: null, start: NOW })
  })
  afterEach(async () => {
    await kiosk.close()
    await district.stop()
  })

  const newCode = async (point = 'point-a'): Promise<string> => {
    const kioskOf = { point, name: 'Quầy 1' }
    const made = await createEnrolmentCode(district.database.db, kioskOf, district.clock.now(), (count) =>
      crypto.getRandomValues(new Uint8Array(count)),
    )
    return made?.code ?? ''
  }
  const bare = (address: string): string => address.replace(/^https?:\/\//, '')
  const found = async () => {
    const answer = await kiosk.service.api.findDistrict({ address: bare(district.address) })
    if (answer.kind !== 'found') throw new Error(answer.kind)
    return answer
  }
  const enrol = async (): Promise<void> => {
    const { address, district: key } = await found()
    const answer = await kiosk.service.api.enrolTyped({ address, district: key, code: await newCode() })
    expect(answer).toMatchObject({ kind: 'enrolled', point: 'Quầy A' })
  }

  it('finds the district by its bare address and shows the fingerprint that the district shows', async () => {
    expect(await found()).toEqual({
      kind: 'found',
      address: `${district.address}/`,
      district: district.keys.publicKey,
      fingerprint: keyFingerprint(sha256, district.keys.publicKey),
    })
  })

  it('enrols with a code typed small, with blanks and without dashes', async () => {
    const { address, district: key } = await found()
    const code = await newCode()
    expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const typed = code.toLowerCase().replaceAll('-', ' ')
    kiosk.service.start()
    const answer = await kiosk.service.api.enrolTyped({ address, district: key, code: typed })
    expect(answer).toMatchObject({ kind: 'enrolled', point: 'Quầy A' })
    await eventually(async () => {
      expect((await kiosk.service.api.state({})).sync).toMatchObject({ kind: 'online', waiting: 0 })
    })
    expect(await kiosk.service.api.findDistrict({ address })).toEqual({ kind: 'already-enrolled' })
    expect(await kiosk.service.api.enrolTyped({ address, district: key, code })).toMatchObject({
      reason: 'already-enrolled',
    })
  })

  it('says the code to nobody whose key is not the one that was compared', async () => {
    const asked: string[] = []
    const thief = createServer((request, response) => {
      let body = ''
      request.on('data', (part) => {
        body += part
      })
      request.on('end', () => {
        asked.push(`${request.method} ${request.url} ${body}`)
        response.end(JSON.stringify({ v: 1, district: 'A'.repeat(43) }))
      })
    })
    await new Promise<void>((done) => thief.listen(0, '127.0.0.1', done))
    const address = `127.0.0.1:${(thief.address() as AddressInfo).port}`
    const answer = await kiosk.service.api.findDistrict({ address })
    thief.close()
    thief.closeAllConnections()
    // What the thief has is shown as the thief's: the person sees another row of digits, and nothing else was said.
    expect(answer).toMatchObject({ kind: 'found', fingerprint: keyFingerprint(sha256, 'A'.repeat(43)) })
    expect(answer.kind === 'found' && answer.fingerprint).not.toBe(
      keyFingerprint(sha256, district.keys.publicKey),
    )
    expect(asked).toEqual(['GET /api/v1/district '])
  })

  it('refuses what is no address, what is no district, what nobody answers, and a code of another length', async () => {
    const { api } = kiosk.service
    for (const address of [
      '',
      'a b@c',
      'user:pass@host',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'http://',
      'chấm-công.vn',
      '\u202E',
      `${'x'.repeat(290)} /`,
    ]) {
      expect((await api.findDistrict({ address })).kind, address).toMatch(/^(malformed-address|unreachable)$/)
    }
    expect(await api.findDistrict({ address: 'user:pass@host' })).toEqual({ kind: 'malformed-address' })
    expect(await api.findDistrict({ address: '127.0.0.1:1' })).toEqual({ kind: 'unreachable' })
    expect(await api.findDistrict({ address: `${bare(district.address)}/healthz?` })).toEqual({
      kind: 'not-a-district',
    })
    const { address, district: key } = await found()
    for (const code of ['', '1234', 'ABCD-EFGH-JKMN-P', '✓✓✓✓✓✓✓✓✓✓✓✓']) {
      expect(await api.enrolTyped({ address, district: key, code })).toEqual({
        kind: 'refused',
        reason: 'code-wrong',
      })
    }
    expect(await api.enrolTyped({ address, district: key, code: 'BBBB-CCCC-DDDD' })).toMatchObject({
      reason: 'code-wrong',
    })
    expect((await api.state({})).enrolled).toBeNull()
  })

  it('lets the district’s fresh code set the first administrator’s PIN of a kiosk that has scans already', async () => {
    await enrol()
    kiosk.service.start()
    await kiosk.scan(testBadge(0).code)
    const { api } = kiosk.service
    expect(await api.state({})).toMatchObject({ administratorPin: 'missing' })
    expect(await api.setAdministratorPin({ pin: PIN })).toEqual({ kind: 'not-allowed' })
    const code = await newCode()
    // A PIN that is too easy costs no code.
    expect(await api.setAdministratorPin({ pin: '12345678', code })).toEqual({
      kind: 'weak',
      why: 'sequence',
    })
    expect(await api.setAdministratorPin({ pin: PIN, code: code.toLowerCase() })).toEqual({ kind: 'set' })
    expect(await api.state({})).toMatchObject({ administratorPin: 'set' })
    expect(await api.openVisit({ for: 'administrator', pin: PIN })).toMatchObject({ kind: 'opened' })
    const access = readLog(kiosk.dataDirectory).filter(({ type }) => type === 'access')
    expect(access.map(({ data }) => data)).toContainEqual({ who: 'district-code', what: 'pin-set' })
    expect(JSON.stringify(readLog(kiosk.dataDirectory))).not.toContain(code.slice(5))
  })

  it('takes a code while the log is on its way to the district, whoever speaks first', async () => {
    await kiosk.close()
    // Whatever speaks of the code is slower than what speaks of the log: that always comes between.
    const slow = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      await setTimeout(String(input).endsWith('/grant') ? 60 : 5)
      return fetch(input, init)
    }
    kiosk = await createTestKiosk({ directory: null, start: NOW, fetch: slow })
    await enrol()
    kiosk.service.start()
    const { api } = kiosk.service
    const code = await newCode()
    let isSet = false
    const set = api.setAdministratorPin({ pin: PIN, code }).finally(() => {
      isSet = true
    })
    while (!isSet) {
      await kiosk.scan(testBadge(0).code)
      await api.syncNow({})
      await setTimeout(5)
    }
    expect(await set).toEqual({ kind: 'set' })
  })

  it('takes no code of another point, no used, expired or guessed one, and none without the district', async () => {
    await enrol()
    await kiosk.scan(testBadge(0).code)
    const { api } = kiosk.service
    const set = (code: string) => api.setAdministratorPin({ pin: PIN, code })
    expect(await set(await newCode('point-b'))).toEqual({ kind: 'code-wrong' })
    expect(await set('nonsense')).toEqual({ kind: 'code-wrong' })
    const expired = await newCode()
    district.clock.set(NOW + 15 * 60_000)
    expect(await set(expired)).toEqual({ kind: 'code-expired' })
    const used = await newCode()
    const other = await createTestKiosk({ directory: null, start: NOW })
    try {
      const { address, district: key } = await found2(other)
      expect(await other.service.api.enrolTyped({ address, district: key, code: used })).toMatchObject({
        kind: 'enrolled',
      })
    } finally {
      await other.close()
    }
    expect(await set(used)).toEqual({ kind: 'code-used' })
    const guessed = await newCode()
    const wrong = `${guessed.slice(0, -1)}${guessed.endsWith('2') ? '3' : '2'}`
    for (let tries = 1; tries <= 5; tries++) expect(await set(wrong)).toEqual({ kind: 'code-wrong' })
    expect(await set(guessed)).toEqual({ kind: 'code-wrong' })
    expect(await api.state({})).toMatchObject({ administratorPin: 'missing' })
    const good = await newCode()
    await district.server.close()
    expect(await set(good)).toEqual({ kind: 'unreachable' })
    expect(await api.state({})).toMatchObject({ administratorPin: 'missing' })
  })

  const found2 = async (other: TestKiosk) => {
    const answer = await other.service.api.findDistrict({ address: bare(district.address) })
    if (answer.kind !== 'found') throw new Error(answer.kind)
    return answer
  }
})
