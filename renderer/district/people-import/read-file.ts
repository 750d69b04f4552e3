/** A file as the district takes it, or why it is not sent at all. */
export type ReadFile =
  | { readonly kind: 'file'; readonly name: string; readonly format: 'xlsx' | 'csv'; readonly base64: string }
  | { readonly kind: 'too-large' | 'wrong-type' }

const MOST_BYTES = 5 * 1024 * 1024
const CHUNK = 0x8000

/** Reads a chosen file into base64. */
export async function readChosenFile(file: File): Promise<ReadFile> {
  const format = /\.(xlsx|csv)$/i.exec(file.name)?.[1]?.toLowerCase()
  if (format !== 'xlsx' && format !== 'csv') return { kind: 'wrong-type' }
  if (file.size > MOST_BYTES) return { kind: 'too-large' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  let letters = ''
  for (let at = 0; at < bytes.length; at += CHUNK) {
    letters += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  }
  return { kind: 'file', name: file.name, format, base64: btoa(letters) }
}
