import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepDistrictKeys } from '../../../district/context/district-keys.ts'
import { createTestDistrict } from '../../support/create-test-district.ts'
import { administratorVisit } from '../../support/desk-visits.ts'
import { linesOfGglog, writeGglog } from '../../support/gglog-file.ts'
import { createLoneKiosk, exportTo, scanTimes } from '../../support/lone-kiosk.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'giogiac-import-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the command as an operator does, on the embedded database. */
async function runImport(data: string, ...files: string[]) {
  const entry = join(import.meta.dirname, '../../../district/main.ts')
  const { DATABASE_URL: _, GIOGIAC_DISTRICT_KEY: __, ...env } = process.env
  const child = spawn(process.execPath, [entry, 'import', '--data', data, ...files], { env })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, output }
}

it('imports while the district is stopped, and the kiosk takes the receipt', async () => {
  const data = join(folder, 'district')
  const stick = folder
  const keys = await keepDistrictKeys(data)
  const start = Date.now() - 3_600_000
  const district = await createTestDistrict({ place: { kind: 'pglite', directory: data }, keys, now: start })
  const kiosk = await createLoneKiosk(district, { start, stick })
  try {
    await scanTimes(kiosk, 12)
    const file = await exportTo(stick, kiosk)
    expect(await runImport(data, file)).toMatchObject({ code: 1, output: expect.stringContaining('in use') })
    await district.stop()

    const lines = linesOfGglog(file)
    const count = lines.length - 2
    const spoilt = join(stick, 'spoilt.gglog')
    writeGglog(spoilt, lines.with(9, (lines[9] ?? '').replace('camera', 'scanner')))
    const refused = await runImport(data, spoilt)
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('dòng (line) 10: đã bị thay đổi')

    const taken = await runImport(data, file)
    expect(taken).toMatchObject({ code: 0, output: expect.stringContaining(`mới (new) ${count},`) })
    const again = await runImport(data, file)
    expect(again.output).toContain(`mới (new) 0, đã có (already held) ${count}`)
    expect(readFileSync(`${file}.ggreceipt`, 'utf8')).toContain(`"seq":${count}`)
    const visit = await administratorVisit(kiosk)
    expect(await kiosk.service.api.readReceipt({ visit })).toEqual({ kind: 'taken', have: count })
  } finally {
    await kiosk.close()
  }
})
