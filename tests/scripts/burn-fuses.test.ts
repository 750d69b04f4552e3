import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { burnFuses, FUSES } from '../../scripts/burn-fuses.ts'

/** Marks the fuse wire inside an Electron executable. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'giogiac-fuses-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A file with a fuse wire as Electron carries it: sentinel, version, length, one character a fuse. */
function executableWith(wire: string, sentinel = SENTINEL): string {
  const path = join(folder, `electron-${Math.random()}`)
  const noise = Buffer.alloc(5_000, 0x90)
  const header = Buffer.from([1, wire.length])
  writeFileSync(path, Buffer.concat([noise, Buffer.from(sentinel), header, Buffer.from(wire), noise]))
  return path
}

describe('fuses (E11)', () => {
  test('are burnt by the table and read back', async () => {
    const path = executableWith('101100001')
    expect(await burnFuses(path, false)).toEqual([])
    const wire = await getCurrentFuseWire(path)
    for (const [fuse, on] of FUSES) {
      expect(wire[fuse], FuseV1Options[fuse]).toBe(on ? FuseState.ENABLE : FuseState.DISABLE)
    }
  })

  test('say what the table of the product says', () => {
    const named = Object.fromEntries([...FUSES].map(([fuse, on]) => [FuseV1Options[fuse], on]))
    expect(named).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
  })

  test('a fuse the table does not know ends the build', async () => {
    await expect(burnFuses(executableWith('1011000011'), false)).rejects.toThrow()
  })

  test('a fuse that is missing or was removed ends the build of a release', async () => {
    await expect(burnFuses(executableWith('1011000'), false)).rejects.toThrow(
      /GrantFileProtocolExtraPrivileges/,
    )
    await expect(burnFuses(executableWith('r01100001'), false)).rejects.toThrow(/RunAsNode/)
  })

  test('only the runtime for tests may lack fuses, and they are named', async () => {
    const path = executableWith('1011000')
    expect(await burnFuses(path, true)).toEqual(['GrantFileProtocolExtraPrivileges', 'WasmTrapHandlers'])
    expect((await getCurrentFuseWire(path))[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
  })

  test('an executable without a wire ends the build', async () => {
    await expect(burnFuses(executableWith('101100001', 'x'.repeat(32)), true)).rejects.toThrow(/sentinel/)
  })
})
