import { spawn } from 'node:child_process'
import { createReadStream, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeToStick } from '../../../kiosk/stick/write-to-stick.ts'
import { temporaryDirectory } from '../../support/create-test-kiosk.ts'
import { eventually } from '../../support/eventually.ts'

const NAME = 'point-1-1-9000.gglog'
let stick: string
beforeEach(() => {
  stick = temporaryDirectory()
})
afterEach(() => rmSync(stick, { recursive: true, force: true }))

async function* lines(count: number, meanwhile: (line: number) => void = () => {}): AsyncGenerator<string> {
  for (let line = 1; line <= count; line++) {
    meanwhile(line)
    yield `${line} ${'Một dòng nhật ký '.repeat(20)}\n`
  }
}

describe('a stick that is pulled in the middle (S17)', () => {
  it('leaves no file under its name when the program is killed, and the next file clears up', async () => {
    const script = `
      import { setTimeout } from 'node:timers/promises'
      import { randomBytes } from 'node:crypto'
      import { writeToStick } from './kiosk/stick/write-to-stick.ts'
      async function* slowly() { for (;;) { yield randomBytes(60_000).toString('hex') + '\\n'; await setTimeout(5) } }
      await writeToStick(${JSON.stringify(stick)}, '${NAME}', slowly())`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    try {
      await eventually(() => {
        const [file] = readdirSync(stick)
        expect(readFileSync(join(stick, file ?? 'none')).length).toBeGreaterThan(100_000)
      }, 20_000)
    } finally {
      child.kill('SIGKILL')
      await ended
    }
    expect(readdirSync(stick)).toEqual([`.${NAME}.part`])
    expect(() => gunzipSync(readFileSync(join(stick, `.${NAME}.part`)))).toThrow()
    writeFileSync(join(stick, '.point-2-1-5.gglog.part'), 'of another kiosk')
    const next = 'point-1-1-9100.gglog'
    expect(await writeToStick(stick, next, lines(5))).toEqual({ kind: 'written', file: next })
    expect(readdirSync(stick).sort()).toEqual(['.point-2-1-5.gglog.part', next])
  })

  it('is a failure, not a file, when its folder goes away', async () => {
    const folder = join(stick, 'mounted')
    mkdirSync(folder)
    const pulled = lines(2000, (line) => {
      if (line === 1500) rmSync(folder, { recursive: true })
    })
    expect(await writeToStick(folder, NAME, pulled)).toEqual({ kind: 'failed' })
    mkdirSync(folder)
    expect(readdirSync(folder)).toEqual([])
  })

  it('is read back, and is not there when it reads otherwise than it was written', async () => {
    const lying = (file: string) => {
      let flipped = false
      const flip = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          const bytes = Buffer.from(chunk)
          if (!flipped) bytes[20] = (bytes[20] ?? 0) ^ 1
          flipped = true
          done(null, bytes)
        },
      })
      return createReadStream(file).pipe(flip)
    }
    expect(await writeToStick(stick, NAME, lines(50), lying)).toEqual({ kind: 'failed' })
    expect(readdirSync(stick)).toEqual([])
    expect(await writeToStick(stick, NAME, lines(50))).toEqual({ kind: 'written', file: NAME })
  })
})
