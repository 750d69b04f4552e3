import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badgeModules, textModules } from '../../support/badge-frames.ts'
import { type BadgeLook, CLEAN_LOOK, drawBadgeFrame } from '../../support/draw-badge-frame.ts'
import { encodePictures, type PictureType } from '../../support/encode-pictures.ts'
import { chromiumPath, openChromium } from '../../support/open-chromium.ts'
import { testBadge } from '../../support/test-badge.ts'

const SCRIPT = fileURLToPath(new URL('../../../scripts/decode.ts', import.meta.url))
const BADGE = testBadge(5).code
const PAGE_ADDRESS = 'https://example.vn/tra-cuu'
const SMALL: Partial<BadgeLook> = { modulePixels: 2.6, blurPixels: 0.6, turnDegrees: 12 }

type Line = { file: string; text?: string | null; ms?: number; error?: string }

/** Runs the script as a process of its own. */
function decode(files: readonly string[], folder: string, environment: Record<string, string> = {}) {
  return new Promise<{ code: number | null; lines: Line[]; errors: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT, ...files], {
      cwd: folder,
      env: { ...process.env, npm_lifecycle_event: '', ...environment },
    })
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const lines = out.split('\n').filter((line) => line !== '')
      resolve({ code, lines: lines.map((line): Line => JSON.parse(line)), errors })
    })
  })
}

describe.skipIf(chromiumPath() === null)('npm run decode', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'giogiac-decode-'))
    const browser = await openChromium()
    const put = async (name: string, picture: Uint8Array, type: PictureType, scale = 1) => {
      const [file] = await encodePictures(browser, [picture], type, scale)
      await writeFile(join(folder, name), file ?? '')
    }
    const badge = (look: Partial<BadgeLook>) =>
      drawBadgeFrame(badgeModules(BADGE), { ...CLEAN_LOOK, blurPixels: 0.4, noise: 1, ...look })
    await put('held.jpg', badge({ turnDegrees: 4 }), 'image/jpeg')
    await put('small.webp', badge(SMALL), 'image/webp')
    await put('large.png', badge({}), 'image/png', 3)
    await put('quarter.png', badge({ modulePixels: 9 }), 'image/png', 0.5)
    await put('empty.png', drawBadgeFrame(null, CLEAN_LOOK), 'image/png')
    await put('page.png', drawBadgeFrame(textModules(PAGE_ADDRESS), CLEAN_LOOK), 'image/png')
    await browser.close()
    await writeFile(join(folder, 'broken.png'), 'not a picture')
    await writeFile(join(folder, 'nothing.jpg'), '')
    await mkdir(join(folder, 'folder.png'))
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('prints what the kiosk would read from pictures of any kind and size, a line each, in order', async () => {
    const before = await readdir(folder)
    const files = ['held.jpg', 'small.webp', 'large.png', 'empty.png', 'quarter.png', 'page.png']
    const { code, lines, errors } = await decode(files, folder)
    expect(errors).toBe('')
    expect(lines.map(({ file, text }) => [file, text])).toEqual([
      ['held.jpg', BADGE],
      ['small.webp', BADGE],
      ['large.png', BADGE],
      ['empty.png', null],
      ['quarter.png', BADGE],
      ['page.png', PAGE_ADDRESS],
    ])
    for (const line of lines) {
      expect(Object.keys(line)).toEqual(['file', 'text', 'ms'])
      expect(line.ms).toBeGreaterThan(0)
      expect(line.ms).toBeLessThan(5_000)
    }
    expect(code).toBe(0)
    expect(await readdir(folder)).toEqual(before)
  })

  it('reads a badge in white on black, and one with a white stripe of a module down its middle', async () => {
    const names = ['white-on-black.png', 'white-on-black-grey.png', 'down-middle-8px.png']
    const { lines } = await decode(
      names.map((name) => fileURLToPath(new URL(`./pictures/${name}`, import.meta.url))),
      folder,
    )
    const code = '12327582035669556432490184477180912539341'
    expect(lines.map(({ text }) => text)).toEqual([code, code, code])
  })

  it('looks at each picture afresh, however many of an idle counter came before it', async () => {
    const files = [...Array.from({ length: 24 }, () => 'empty.png'), 'small.webp', 'small.webp']
    const { lines } = await decode(files, folder)
    expect(lines.map(({ text }) => text)).toEqual([...Array.from({ length: 24 }, () => null), BADGE, BADGE])
  })

  it('names what is no picture, goes on, and ends with 1', async () => {
    const files = ['broken.png', 'held.jpg', 'nothing.jpg', 'folder.png', 'missing.png', 'empty.png']
    const { code, lines, errors } = await decode(files, folder)
    expect(errors).toBe('')
    expect(code).toBe(1)
    expect(lines.map(({ file }) => file)).toEqual(files)
    for (const at of [0, 2, 3, 4]) {
      expect(Object.keys(lines[at] ?? {})).toEqual(['file', 'error'])
      expect(lines[at]?.error).toMatch(/^[a-z ]+$/)
    }
    expect(lines[1]?.text).toBe(BADGE)
    expect(lines[5]?.text).toBeNull()
  })

  it('takes names from where the person stands when npm started it', async () => {
    const { code, lines } = await decode(['held.jpg'], tmpdir(), {
      npm_lifecycle_event: 'decode',
      INIT_CWD: folder,
    })
    expect(lines).toMatchObject([{ file: 'held.jpg', text: BADGE }])
    expect(code).toBe(0)
  })

  it('without a file says how it is used', async () => {
    const { code, lines, errors } = await decode([], folder)
    expect({ code, lines }).toEqual({ code: 2, lines: [] })
    expect(errors).toContain('npm run decode -- FILE')
  })
})
