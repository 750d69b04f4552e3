import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { HEADERS, resolveAsset } from './policy.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
}

/** URL path → file on disk, for every file of the built page. */
export type AssetMap = ReadonlyMap<string, string>

/**
 * Reads the built folder once. Files of an unknown kind are left out, so a stray file is not served.
 * @returns an empty map when the folder is missing
 */
export function readAssetMap(folder: string): AssetMap {
  const assets = new Map<string, string>()
  const visit = (path: string, url: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const child = join(path, entry.name)
      const childUrl = `${url}/${entry.name}`
      if (entry.isDirectory()) visit(child, childUrl)
      else if (extname(entry.name) in CONTENT_TYPES) assets.set(childUrl, child)
    }
  }
  try {
    visit(folder, '')
  } catch {
    return new Map()
  }
  return assets
}

/** Answers one request of the page from the map; everything that is not in it is a bare 404. */
export async function answerAsset(request: Request, assets: AssetMap): Promise<Response> {
  const file = request.method === 'GET' ? resolveAsset(request.url, assets) : null
  if (file === null) return new Response(null, { status: 404, headers: HEADERS })
  const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream'
  return new Response(await readFile(file), { headers: { ...HEADERS, 'content-type': type } })
}
