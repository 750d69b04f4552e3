/**
 * `npm run decode -- FILE…`: looks at pictures (PNG, JPEG, WebP…) with the kiosk's own frame decoder in Chromium
 * and prints one JSON line each, in order: `{"file", "text", "ms"}`, `text` null where nothing was read. A file
 * that is no picture gives `{"file", "error"}`, and the exit code is 1 at the end. What is read is printed,
 * badges too, and kept nowhere.
 */
import { rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { assertNever } from '../core/assert-never.ts'
import { buildKioskPage, folderBeside } from '../tests/support/build-kiosk-page.ts'
import { openChromium } from '../tests/support/open-chromium.ts'
import { serveFolder } from '../tests/support/serve-folder.ts'
import type { DecodePage, PictureReading } from './decode-page/main.ts'

type OnPage = { readonly decodePage: DecodePage }

/** npm starts scripts in the package's folder; the names are meant from where the person stands. */
const standing =
  process.env.npm_lifecycle_event === 'decode' ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()

async function errorOf(path: string): Promise<string | null> {
  try {
    return (await stat(path)).isFile() ? null : 'not a file'
  } catch (problem) {
    const code = problem instanceof Error && 'code' in problem ? problem.code : null
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'no such file' : 'the file cannot be opened'
  }
}

function lineOf(file: string, reading: PictureReading): object {
  if (reading.kind === 'looked') return { file, text: reading.text, ms: Math.round(reading.ms * 10) / 10 }
  switch (reading.why) {
    case 'unreadable':
      return { file, error: 'not a picture that can be read' }
    case 'too-large':
      return { file, error: 'the picture has more than 64 million pixels' }
    case 'gave-up':
      return { file, error: 'the decoder gave up' }
    default:
      return assertNever(reading.why)
  }
}

async function lookAt(page: Page, file: string): Promise<object> {
  const path = resolve(standing, file)
  const error = await errorOf(path)
  if (error !== null) return { file, error }
  try {
    await page.setInputFiles('input', path)
  } catch {
    return { file, error: 'the file cannot be opened' }
  }
  const reading = await page.evaluate(() => (globalThis as unknown as OnPage).decodePage.look())
  return lineOf(file, reading)
}

/** @returns the exit code */
async function decodeFiles(files: readonly string[]): Promise<number> {
  const folder = await buildKioskPage(folderBeside('./decode-page/', import.meta.url))
  const server = await serveFolder(folder, {})
  const browser = await openChromium()
  try {
    const page = await browser.newPage()
    await page.goto(`${server.address}/`)
    await page.waitForFunction(() => 'decodePage' in globalThis)
    let code = 0
    for (const file of files) {
      const line = await lookAt(page, file)
      if ('error' in line) code = 1
      process.stdout.write(`${JSON.stringify(line)}\n`)
    }
    return code
  } finally {
    await browser.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const files = process.argv.slice(2)
if (files.length === 0) {
  process.stderr.write('npm run decode -- FILE… (ảnh PNG, JPEG, WebP; pictures)\n')
  process.exitCode = 2
} else {
  process.exitCode = await decodeFiles(files)
}
