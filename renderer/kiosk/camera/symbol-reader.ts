import { binarizers, encodeFormats, prepareZXingModule, textModes } from 'zxing-wasm/reader'
import wasmDataUrl from 'zxing-wasm/reader/zxing_reader.wasm?url&inline'
import type { CodePlace, PicturePoint } from './code-place.ts'

/** Symbols looked for in one frame; more than a counter ever shows at once, few enough to bound the work. */
const MOST_SYMBOLS = 8

/** What a pass may spend its time on. */
export interface ReadEffort {
  readonly harder: boolean
  readonly rotate: boolean
  readonly invert: boolean
  readonly downscale: boolean
  readonly binarizer: 'LocalAverage' | 'GlobalHistogram'
}

/** The decoder's memory, and reading from it. Pictures are one byte of luminance per pixel. */
export interface SymbolReader {
  /** Reserves memory for a picture; valid until `free`. */
  allocate(bytes: number): number
  free(pointer: number): void
  /** A view on the decoder's memory; valid until the next `read` (the memory may grow and move). */
  view(pointer: number, bytes: number): Uint8Array<ArrayBuffer>
  /** @returns all QR codes in the picture at `pointer`, without repetitions */
  read(pointer: number, width: number, height: number, effort: ReadEffort): ReadSymbol[]
}

export interface ReadSymbol {
  readonly text: string
  readonly place: CodePlace
}

interface Corner {
  readonly x: number
  readonly y: number
}

interface Result {
  readonly text: string
  readonly error: string
  readonly position: Readonly<Record<'topLeft' | 'topRight' | 'bottomRight' | 'bottomLeft', Corner>>
}

interface Results {
  size(): number
  get(index: number): Result | undefined
  delete(): void
}

interface ReaderModule {
  readonly HEAPU8: Uint8Array<ArrayBuffer>
  _malloc(bytes: number): number
  _free(pointer: number): void
  readBarcodesFromPixmap(pointer: number, width: number, height: number, options: object): Results
}

function bytesOfDataUrl(url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(url.slice(url.indexOf(',') + 1))
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

const readerOptions = (effort: ReadEffort) => ({
  formats: encodeFormats(['QRCode']),
  tryHarder: effort.harder,
  tryRotate: effort.rotate,
  tryInvert: effort.invert,
  tryDownscale: effort.downscale,
  tryDenoise: false,
  binarizer: binarizers.indexOf(effort.binarizer),
  isPure: false,
  downscaleFactor: 3,
  downscaleThreshold: 500,
  minLineCount: 2,
  maxNumberOfSymbols: MOST_SYMBOLS,
  validateOptionalChecksum: false,
  returnErrors: false,
  eanAddOnSymbol: 0,
  textMode: textModes.indexOf('Plain'),
  characterSet: 0,
  tryCode39ExtendedMode: false,
})

/**
 * Starts the QR decoder from the bytes packed into this bundle: nothing is fetched, so it works under
 * `connect-src 'none'` and without any network.
 */
export async function openSymbolReader(): Promise<SymbolReader> {
  const wasmBinary = bytesOfDataUrl(wasmDataUrl).buffer
  const module = (await prepareZXingModule({
    overrides: { wasmBinary },
    fireImmediately: true,
  })) as unknown as ReaderModule

  return {
    allocate(bytes) {
      const pointer = module._malloc(bytes)
      if (pointer === 0) throw new Error(`The decoder has no ${bytes} bytes left`)
      return pointer
    },
    free: (pointer) => module._free(pointer),
    view: (pointer, bytes) => module.HEAPU8.subarray(pointer, pointer + bytes),
    read(pointer, width, height, effort) {
      const results = module.readBarcodesFromPixmap(pointer, width, height, readerOptions(effort))
      try {
        const symbols = new Map<string, ReadSymbol>()
        const part = ({ x, y }: Corner): PicturePoint => [x / width, y / height]
        for (let index = 0; index < results.size(); index++) {
          const result = results.get(index)
          if (result === undefined || result.error !== '' || result.text === '') continue
          const { text, position } = result
          const { topLeft, topRight, bottomRight, bottomLeft } = position
          symbols.set(text, {
            text,
            place: [part(topLeft), part(topRight), part(bottomRight), part(bottomLeft)],
          })
        }
        return [...symbols.values()]
      } finally {
        results.delete()
      }
    },
  }
}
