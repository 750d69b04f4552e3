import { afterEach, describe, expect, test } from 'vitest'
import { createTestKiosk, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { readLog } from '../../support/read-log.ts'
import { badgeOf } from '../../support/test-directory.ts'

let kiosk: TestKiosk
afterEach(() => kiosk.close())

const jumps = () => readLog(kiosk.dataDirectory).filter(({ type }) => type === 'clock-jumped')

describe('a clock that is set', () => {
  test.each([
    ['two hours back', -7_200_000],
    ['a day ahead', 86_400_000],
    ['ten years back', -315_360_000_000],
    ['just over two seconds', 2001],
  ])('%s goes on record once, before the next scan', async (_name, by) => {
    kiosk = await createTestKiosk()
    await kiosk.scan(badgeOf(1).code)
    kiosk.clock.pass(60_000)
    const before = kiosk.clock.now()
    kiosk.clock.setWall(before + by)
    expect(await kiosk.scan(badgeOf(2).code)).toMatchObject({ kind: 'recorded' })
    kiosk.clock.pass(60_000)
    await kiosk.scan(badgeOf(3).code)
    expect(jumps().map(({ data }) => data)).toEqual([{ beforeMs: before, afterMs: before + by, deltaMs: by }])
    expect(
      readLog(kiosk.dataDirectory)
        .slice(-3)
        .map(({ type }) => type),
    ).toEqual(['clock-jumped', 'scan', 'scan'])
  })

  test('to 1970 or 2038 stops no recording', async () => {
    kiosk = await createTestKiosk()
    for (const wall of [
      0,
      Date.parse('1970-01-01T07:00:00Z'),
      Date.parse('2038-01-19T03:14:08Z'),
      Date.parse('2028-02-29T00:00:00Z'),
    ]) {
      kiosk.clock.setWall(wall)
      expect(await kiosk.scan(badgeOf(1).code)).toMatchObject({ kind: 'recorded' })
    }
    expect(jumps()).toHaveLength(4)
  })

  test('in small steps is noticed by their sum', async () => {
    kiosk = await createTestKiosk()
    for (let i = 0; i < 3; i++) {
      kiosk.clock.pass(60_000)
      kiosk.clock.setWall(kiosk.clock.now() + 1500)
      await kiosk.scan(badgeOf(1).code)
    }
    expect(jumps().map(({ data }) => data.deltaMs)).toEqual([3000])
  })

  test('by less than two seconds is no jump', async () => {
    kiosk = await createTestKiosk()
    kiosk.clock.setWall(kiosk.clock.now() + 1999)
    await kiosk.scan(badgeOf(1).code)
    expect(jumps()).toEqual([])
  })
})
