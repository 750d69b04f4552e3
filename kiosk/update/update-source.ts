import { join } from 'node:path'
import { openPlainFile } from '../../db/open-plain-file.ts'
import { districtUrl } from '../line/district-url.ts'

/** Where an update may come from. Only the three fixed names are ever asked for. */
export interface UpdateSource {
  /** A small file whole; `null`: not there, or longer than it may be. */
  read(name: string, mostBytes: number): Promise<Uint8Array | null>
  /** A large file in parts; fails when it cannot be read on. */
  stream(name: string): AsyncIterable<Uint8Array>
}

/** A folder, such as a stick; only plain files in it are any. */
export function folderSource(folder: string): UpdateSource {
  async function* contentOf(name: string, end: number): AsyncGenerator<Uint8Array> {
    const file = await openPlainFile(join(folder, name))
    yield* file.createReadStream({ end })
  }
  return {
    read: (name, mostBytes) => wholeOf(contentOf(name, mostBytes), mostBytes),
    stream: (name) => contentOf(name, Number.POSITIVE_INFINITY),
  }
}

/** How long the district may take for one answer, the package included. */
const PATIENCE_MS = 30 * 60_000

/** The district's shelf of updates. What it hands out is believed by its signature only. */
export function districtSource(address: string, platform: string, ask: typeof fetch): UpdateSource {
  async function* bodyOf(name: string): AsyncGenerator<Uint8Array> {
    const response = await ask(districtUrl(address, `api/v1/updates/${platform}/${name}`), {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (response.status !== 200 || response.body === null) throw new Error(`status ${response.status}`)
    yield* response.body
  }
  return { read: (name, mostBytes) => wholeOf(bodyOf(name), mostBytes), stream: bodyOf }
}

async function wholeOf(parts: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Uint8Array | null> {
  const kept: Uint8Array[] = []
  let length = 0
  try {
    for await (const part of parts) {
      kept.push(part)
      length += part.length
      if (length > mostBytes) return null
    }
    return Buffer.concat(kept)
  } catch {
    return null
  }
}
