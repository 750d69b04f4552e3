import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKnownDay } from '../../../kiosk/update/known-day.ts'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'

describe('the newest day that is known', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryDirectory()
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const known = () => createKnownDay(join(folder, 'newest-day'))

  it('is told by the district alone for good: a clock that was ahead counts no more after a restart', () => {
    expect(known().latest(['2040-02-01'])).toBe('2040-02-01')
    expect(known().latest(['2026-11-29', null])).toBe('2026-11-29')
    expect(known().tell('2026-11-30')).toBe('2026-11-30')
    expect(known().latest(['2026-11-29'])).toBe('2026-11-30')
  })
})
