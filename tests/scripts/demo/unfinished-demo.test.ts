import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginDemo, finishDemo } from '../../../scripts/demo/unfinished-demo.ts'

describe('a demo whose past is being made', () => {
  let data: string
  const files = ['district/pglite', 'kiosk/log.db', 'kiosks/point-2'].map((name) => () => join(data, name))
  const left = () => files.filter((file) => existsSync(file())).length
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'giogiac-unfinished-'))
    for (const folder of ['district', 'kiosk', 'kiosks']) mkdirSync(join(data, folder))
    for (const file of files) writeFileSync(file(), 'x')
  })
  afterEach(() => rmSync(data, { recursive: true, force: true }))

  it('begins anew when it was interrupted', () => {
    beginDemo(data)
    expect(left()).toBe(3)
    beginDemo(data)
    expect(left()).toBe(0)
  })

  it('stays when its past was made', () => {
    beginDemo(data)
    finishDemo(data)
    beginDemo(data)
    expect(left()).toBe(3)
  })

  it('stays while a process is at it', () => {
    beginDemo(data)
    writeFileSync(join(data, 'district/in-use-by'), String(process.pid))
    beginDemo(data)
    expect(left()).toBe(3)
  })
})
