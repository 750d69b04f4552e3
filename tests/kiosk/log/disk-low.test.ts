import { expect, test } from 'vitest'
import { createTestKiosk } from '../../support/create-test-kiosk.ts'

test('says how little room is left once it is little, and goes on recording', async () => {
  let free: number | null = 8 * 2 ** 30
  const kiosk = await createTestKiosk({ diskFree: () => free })
  const low = async () => (await kiosk.service.api.state({})).diskLowBytes
  expect(await low()).toBeNull()
  free = 120 * 2 ** 20
  expect(await low()).toBe(120 * 2 ** 20)
  expect((await kiosk.service.api.state({})).recording).toEqual({ kind: 'ok' })
  free = null
  expect(await low()).toBeNull()
  await kiosk.close()
})
