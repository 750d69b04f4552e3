import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claimedParties, importPublicKey, open } from '../../../core/log/seal.ts'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import { createWireKiosk } from '../../support/wire-kiosk.ts'
import golden from './wire-golden.json' with { type: 'json' }

/** Monday 16 November 2026, 07:00 in Việt Nam. */
const MONDAY_7 = Date.UTC(2026, 10, 16, 0)

describe('messages of every version that kiosks may speak (S9)', () => {
  let district: TestDistrict
  beforeAll(async () => {
    district = await createTestDistrict({ now: MONDAY_7 })
  })
  afterAll(() => district.stop())

  it.each(golden.versions)(
    'answers version $v in its own words',
    async ({ v, hello, events, directory, answers }) => {
      const kiosk = createWireKiosk(district)
      const { log, run } = kiosk.state
      const fill = (text: string): string =>
        text
          .replaceAll('$LOG', log)
          .replaceAll('$RUN', run)
          .replaceAll('$DEVICE', kiosk.device)
          .replaceAll('"$HEAD"', JSON.stringify(kiosk.head))
          .replaceAll('$PREV', kiosk.hashAt(0))
          .replaceAll('"$EVENTS"', JSON.stringify(kiosk.texts))
      await kiosk.enrol()
      kiosk.scan('a1', MONDAY_7 + 60_000)
      const saidHello = await kiosk.sayText('hello', 'hello', fill(hello))
      expect(saidHello).toMatchObject({ status: 200, sealed: true, body: { v } })
      expect(Object.keys(saidHello.body).sort()).toEqual(expect.arrayContaining(answers.hello))
      const sent = await kiosk.sayText('events', `logs/${log}/events`, fill(events))
      expect(sent).toMatchObject({ status: 200, body: { v, have: { seq: 2 } } })
      expect(Object.keys(sent.body).sort()).toEqual(expect.arrayContaining(answers.events))
      const given = await kiosk.sayText('directory', 'directory', fill(directory))
      expect(given).toMatchObject({ status: 200, body: { v, directory: { point: 'point-a' } } })
      // Sent once more: a refusal, in the same version.
      const challenge = 'of yesterday'
      const refused = await kiosk.sayText('hello', 'hello', fill(hello), { challenge })
      expect(refused).toMatchObject({ status: 401, body: { v, problem: 'challenge' } })
    },
  )

  it('says to a newer kiosk that the district is behind, in the newest words it knows', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const answer = await kiosk.hello({ v: 3 })
    expect(answer).toMatchObject({ status: 400, sealed: true, body: { v: 2, problem: 'upgrade-district' } })
    expect(await kiosk.hello()).toMatchObject({ status: 200 })
  })

  it('says to a kiosk from long ago that it is behind', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    expect(await kiosk.hello({ v: 0 })).toMatchObject({ body: { v: 1, problem: 'upgrade-kiosk' } })
  })

  it('believes nothing about the version of what is not under a seal', async () => {
    const kiosk = await createWireKiosk(district).enrol()
    const spoil = (sealed: string) => sealed.replace('"v":2', '"v":3')
    expect(await kiosk.hello({ spoil })).toMatchObject({ status: 401, body: { problem: 'bad-signature' } })
  })

  it('still reads an envelope that was sealed by the first version', async () => {
    const { sealed, publicKey, audience, purpose, body } = golden.envelope
    const key = await importPublicKey(publicKey)
    const opened = await open(sealed, { key, audience, purpose: purpose as 'hello' })
    expect(opened).toMatchObject({ kind: 'opened', body })
    expect(claimedParties(sealed)?.aud).toBe(audience)
  })
})
