import { afterEach, describe, expect, test } from 'vitest'
import { closeBoth, district, enrolled, kiosk, state, strangers } from '../../support/enrolled-kiosk.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

afterEach(closeBoth)

describe('enrolment', { timeout: 30_000 }, () => {
  test('begins the log, takes the directory and compares the clocks', async () => {
    await enrolled()
    expect(readLog(kiosk.dataDirectory).map(({ type }) => type)).toEqual([
      'log-started',
      'run-started',
      'clock-checked',
      'directory-applied',
    ])
    expect(await kiosk.scan(badgeOf(5).code)).toMatchObject({
      person: { kind: 'ours', name: 'Nguyễn Thị Mẫu 5' },
    })
    expect(await state()).toMatchObject({
      clock: { checked: true, offsetMs: 0 },
      enrolled: { kiosk: 'Quầy 1' },
    })
    expect(await kiosk.service.api.enrol({ ticket: district.ticket })).toEqual({
      kind: 'refused',
      reason: 'already-enrolled',
    })
  })

  test('is refused with the reason, and leaves nothing behind', async () => {
    await strangers()
    const ticketWith = (change: object) => {
      const [, , json = ''] = district.ticket.split(':')
      const ticket = { ...JSON.parse(Buffer.from(json, 'base64url').toString()), ...change }
      return `giogiac-enrol:1:${Buffer.from(JSON.stringify(ticket)).toString('base64url')}`
    }
    const enrol = (ticket: string) => kiosk.service.api.enrol({ ticket })
    const malformed = { kind: 'refused', reason: 'malformed-ticket' }
    for (const nonsense of [
      '',
      'giogiac-enrol:1:',
      'giogiac-enrol:1:%%%',
      'https://example.vn',
      ticketWith({ district: 'x' }),
    ]) {
      expect(await enrol(nonsense)).toEqual(malformed)
    }
    for (const address of ['file:///etc/passwd', 'javascript:alert(1)', 'http://user:pass@127.0.0.1/']) {
      expect(await enrol(ticketWith({ address }))).toEqual(malformed)
    }
    expect(await enrol(ticketWith({ code: 'WRONG-CODE' }))).toEqual({ kind: 'refused', reason: 'code-wrong' })
    expect(await enrol(ticketWith({ address: 'http://127.0.0.1:1' }))).toEqual({ kind: 'unreachable' })
    // The right district, but a ticket that pins another key: its answers are worth nothing.
    const otherKey = Buffer.alloc(32, 9).toString('base64url')
    expect(await enrol(ticketWith({ district: otherKey }))).toEqual({ kind: 'unreachable' })
    expect((await state()).enrolled).toBeNull()
    expect(await kiosk.scan(badgeOf(1).code)).toEqual({ kind: 'not-enrolled' })
  })

  test('asks again as the same kiosk when the answer got lost, and leaves no second one behind', async () => {
    await strangers()
    district.sabotage = (route) => (route === 'enrol' ? 'drop-answer' : null)
    expect(await kiosk.service.api.enrol({ ticket: district.ticket })).toEqual({ kind: 'unreachable' })
    await kiosk.restart()
    district.sabotage = () => null
    expect(await kiosk.service.api.enrol({ ticket: district.ticket })).toMatchObject({ kind: 'enrolled' })
    expect(district.devices.size).toBe(1)
  })
})
