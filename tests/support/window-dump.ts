import { crc32, deflateSync } from 'node:zlib'

/** A screen's content: rows of red, green, blue. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly rgb: Buffer
}

/** Reads an X window dump (XWD version 7) of 32 bits a pixel, least significant byte first, as Xvfb keeps it. */
export function readWindowDump(dump: Buffer): Picture {
  const word = (index: number): number => dump.readUInt32BE(index * 4)
  const [headerSize, width, height, bytesPerLine, colours] = [word(0), word(4), word(5), word(12), word(19)]
  const pixels = headerSize + colours * 12
  const rgb = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const from = pixels + y * bytesPerLine + x * 4
      const to = (y * width + x) * 3
      rgb[to] = dump[from + 2] ?? 0
      rgb[to + 1] = dump[from + 1] ?? 0
      rgb[to + 2] = dump[from] ?? 0
    }
  }
  return { width, height, rgb }
}

/** Which part (0 to 1) of a picture differs from its commonest colour; an empty screen is near 0. */
export function paintedPart({ rgb, width, height }: Picture): number {
  const counts = new Map<number, number>()
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  return 1 - Math.max(0, ...counts.values()) / (width * height)
}

/** The picture as a PNG file, to be looked at. */
export function toPng({ width, height, rgb }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y += 1) {
    rgb.copy(rows, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const framed = Buffer.alloc(body.length + 8)
    framed.writeUInt32BE(data.length, 0)
    body.copy(framed, 4)
    framed.writeUInt32BE(crc32(body), body.length + 4)
    return framed
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
