/** Of the card's frame at 400 dots per inch. */
const SIZE = { width: 315, height: 410 }

/**
 * Makes a small JPEG of a chosen picture, cut to the card's frame; whatever else the file says (where, when, with what)
 * is left behind. @returns base64; `null`: no picture
 */
export async function smallPicture(file: File): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const canvas = document.createElement('canvas')
  canvas.width = SIZE.width
  canvas.height = SIZE.height
  const scale = Math.max(SIZE.width / picture.width, SIZE.height / picture.height)
  const [width, height] = [picture.width * scale, picture.height * scale]
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, SIZE.width, SIZE.height)
  pen.drawImage(picture, (SIZE.width - width) / 2, (SIZE.height - height) / 2, width, height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  if (blob === null) return null
  const bytes = new Uint8Array(await blob.arrayBuffer())
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
