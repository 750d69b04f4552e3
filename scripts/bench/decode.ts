import { rm } from 'node:fs/promises'
import { buildKioskPage, folderBeside } from '../../tests/support/build-kiosk-page.ts'
import { openChromium } from '../../tests/support/open-chromium.ts'
import { serveFolder } from '../../tests/support/serve-folder.ts'
import { type BenchRow, printRows, quantile } from './bench-row.ts'
import type { FrameReadings, Reading } from './decode-page/main.ts'

const FRAMES = 320
const SEED = 20_260_401
const EMPTY_FRAMES = 60

interface DecodeBench {
  measure(count: number, seed: number): Promise<FrameReadings[]>
  measureEmpty(count: number): Promise<{ moving: number[]; still: number[] }>
}

const rate = (readings: readonly Reading[]): number =>
  (100 * readings.filter((one) => one.read).length) / Math.max(1, readings.length)

/**
 * One 1280×720 frame through the kiosk's decoder against html5-qrcode's default decoder, on the same
 * generated frames, in the same page of the same browser, frame by frame in turn.
 */
export async function benchDecode(frames = FRAMES, seed = SEED): Promise<BenchRow[]> {
  const folder = await buildKioskPage(folderBeside('./decode-page/', import.meta.url))
  const server = await serveFolder(folder, {})
  const chromium = await openChromium()
  try {
    const page = await chromium.newPage()
    await page.goto(`${server.address}/index.html`)
    await page.waitForFunction(() => 'decodeBench' in globalThis)
    const readings = await page.evaluate(
      ([count, from]) =>
        (globalThis as unknown as { decodeBench: DecodeBench }).decodeBench.measure(count, from),
      [frames, seed] as const,
    )
    const empty = await page.evaluate(
      (count) => (globalThis as unknown as { decodeBench: DecodeBench }).decodeBench.measureEmpty(count),
      EMPTY_FRAMES,
    )
    return rowsOf(readings, empty)
  } finally {
    await chromium.close()
    await server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function rowsOf(
  readings: readonly FrameReadings[],
  empty: { moving: number[]; still: number[] },
): BenchRow[] {
  const times = (of: (reading: FrameReadings) => Reading): number[] => readings.map((one) => of(one).ms)
  const kiosk = times((one) => one.kiosk)
  const standard = times((one) => one.standard)
  const flipped = times((one) => one.standardWithFlip)
  const kioskRate = rate(readings.map((one) => one.kiosk))
  const standardRate = rate(readings.map((one) => one.standard))
  const html5 = 'html5-qrcode, one look'
  const rows: BenchRow[] = [
    {
      name: 'frame decode, median',
      value: quantile(kiosk, 0.5),
      unit: 'ms',
      ratio: quantile(standard, 0.5) / quantile(kiosk, 0.5),
      against: html5,
      goal: 4,
    },
    {
      name: 'frame decode, p95',
      value: quantile(kiosk, 0.95),
      unit: 'ms',
      ratio: quantile(standard, 0.95) / quantile(kiosk, 0.95),
      against: html5,
    },
    {
      name: 'badges read',
      value: kioskRate,
      unit: '%',
      ratio: kioskRate / standardRate,
      against: html5,
      goal: 1.5,
    },
    { name: 'html5-qrcode, median', value: quantile(standard, 0.5), unit: 'ms' },
    { name: 'html5-qrcode, p95', value: quantile(standard, 0.95), unit: 'ms' },
    { name: 'html5-qrcode, badges read', value: standardRate, unit: '%' },
    {
      name: 'html5-qrcode with its second, mirrored look, median',
      value: quantile(flipped, 0.5),
      unit: 'ms',
    },
    {
      name: 'read by the fast pass alone',
      value: (100 * readings.filter((one) => one.pass === 'fast' && one.kiosk.read).length) / readings.length,
      unit: '%',
    },
    { name: 'empty counter, moving, median', value: quantile(empty.moving, 0.5), unit: 'ms' },
    { name: 'empty counter, still, median', value: quantile(empty.still, 0.5), unit: 'ms' },
    {
      name: 'empty counter, still, mean',
      value: empty.still.reduce((a, b) => a + b, 0) / empty.still.length,
      unit: 'ms',
    },
  ]
  for (const difficulty of new Set(readings.map((one) => one.difficulty))) {
    const of = readings.filter((one) => one.difficulty === difficulty)
    const own = rate(of.map((one) => one.kiosk))
    const other = rate(of.map((one) => one.standard))
    const compared = other === 0 ? {} : { ratio: own / other, against: html5 }
    rows.push({ name: `badges read, ${difficulty}`, value: own, unit: '%', ...compared })
  }
  return rows
}

if (import.meta.main) printRows(await benchDecode())
