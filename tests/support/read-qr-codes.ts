import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer } })

/** The texts of all QR codes on a PNG, top to bottom, left to right. */
export async function readQrCodes(png: Buffer): Promise<string[]> {
  const found = await readBarcodes(new Blob([new Uint8Array(png)]), {
    formats: ['QRCode'],
    maxNumberOfSymbols: 50,
  })
  return found
    .map(({ text, position }) => ({ text, x: position.topLeft.x, y: position.topLeft.y }))
    .sort((a, b) => (Math.abs(a.y - b.y) > 20 ? a.y - b.y : a.x - b.x))
    .map(({ text }) => text)
}
