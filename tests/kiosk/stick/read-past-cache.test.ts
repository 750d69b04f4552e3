import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPastCache } from '../../../kiosk/stick/read-past-cache.ts'
import { writeToStick } from '../../../kiosk/stick/write-to-stick.ts'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'

const NAME = 'point-1-1-9000.gglog'
let home = ''
let stick = ''
beforeEach(() => {
  home = temporaryDirectory()
  stick = join(home, 'stick')
  mkdirSync(stick)
})
afterEach(() => {
  spawnSync('umount', ['-l', stick])
  rmSync(home, { recursive: true, force: true })
})

const image = () => join(home, 'medium.img')
const ran = (command: string, ...args: string[]) => spawnSync(command, args).status === 0

/** A medium whose bytes a test can change behind the system's back. @returns whether this user may mount one */
function mountMedium(): boolean {
  writeFileSync(image(), Buffer.alloc(8 * 1024 * 1024))
  return ran('mkfs.ext4', '-q', image()) && ran('mount', '-o', 'loop', image(), stick)
}

/** The medium does not keep a byte of a file as it was written. */
function spoil(file: string): void {
  const content = readFileSync(file)
  const at = readFileSync(image()).indexOf(content.subarray(-400, -300))
  if (at < 0) throw new Error('not on the medium')
  const handle = openSync(image(), 'r+')
  writeSync(handle, Buffer.from([(content.at(-400) ?? 0) ^ 1]), 0, 1, at)
  closeSync(handle)
}

async function* lines(): AsyncGenerator<string> {
  for (let line = 0; line < 2_000; line++) yield `${randomBytes(60).toString('hex')}\n`
}

describe('a file that is read past the cache', () => {
  it.each([0, 1, 511, 512, 4096, 1024 * 1024, 1024 * 1024 + 1, 2_500_000])(
    'has its %i bytes',
    async (bytes) => {
      const content = randomBytes(bytes)
      for (const folder of [home, stick]) {
        writeFileSync(join(folder, 'file'), content)
        expect((await buffer(readPastCache(join(folder, 'file')))).equals(content)).toBe(true)
      }
    },
  )

  it('is missed like any other', async () => {
    await expect(buffer(readPastCache(join(home, 'none')))).rejects.toThrow('ENOENT')
  })
})

describe('a stick that does not keep what was written', () => {
  it('is found out, although the system remembers it as it should be', async () => {
    if (!mountMedium()) {
      // Nothing can be changed behind the system's back here: what comes back otherwise is found out all the same.
      process.stdout.write('no medium can be mounted here: only what reads back otherwise is tried\n')
      const changed = () => Readable.from([randomBytes(1_000)])
      expect(await writeToStick(stick, NAME, lines(), changed)).toEqual({ kind: 'failed' })
      return
    }
    const reading = (read: typeof readPastCache) => (file: string) => {
      spoil(file)
      return read(file)
    }
    const remembered = await writeToStick(
      stick,
      NAME,
      lines(),
      reading((file) => createReadStream(file)),
    )
    expect(remembered.kind).toBe('written')
    expect(await writeToStick(stick, NAME, lines(), reading(readPastCache))).toEqual({ kind: 'failed' })
    expect(await writeToStick(stick, NAME, lines())).toMatchObject({ kind: 'written' })
  })
})
