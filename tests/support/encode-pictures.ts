import type { Browser } from 'playwright-core'
import { FRAME_HEIGHT, FRAME_WIDTH } from './draw-badge-frame.ts'

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'

/**
 * Luminance pictures as the bytes of picture files, encoded by the browser.
 * @param scale the file's picture is this much larger or smaller than the camera's frame
 */
export async function encodePictures(
  browser: Browser,
  pictures: readonly Uint8Array[],
  type: PictureType = 'image/jpeg',
  scale = 1,
): Promise<Buffer[]> {
  const page = await browser.newPage()
  try {
    const files: Buffer[] = []
    for (const picture of pictures) {
      const encoded = await page.evaluate(
        async ([base64, width, height, type, scale]) => {
          const luminance = atob(base64)
          const pixels = new Uint32Array(width * height)
          for (let at = 0; at < luminance.length; at++) {
            pixels[at] = 0xff000000 + 0x010101 * luminance.charCodeAt(at)
          }
          const image = new ImageData(new Uint8ClampedArray(pixels.buffer), width, height)
          const sharp = new OffscreenCanvas(width, height)
          sharp.getContext('2d')?.putImageData(image, 0, 0)
          const canvas = new OffscreenCanvas(width * scale, height * scale)
          canvas.getContext('2d')?.drawImage(sharp, 0, 0, width * scale, height * scale)
          const blob = await canvas.convertToBlob({ type, quality: 0.85 })
          const bytes = new Uint8Array(await blob.arrayBuffer())
          let binary = ''
          for (const byte of bytes) binary += String.fromCharCode(byte)
          return btoa(binary)
        },
        [Buffer.from(picture).toString('base64'), FRAME_WIDTH, FRAME_HEIGHT, type, scale] as const,
      )
      files.push(Buffer.from(encoded, 'base64'))
    }
    return files
  } finally {
    await page.close()
  }
}
