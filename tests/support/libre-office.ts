import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PLACES = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/usr/lib/libreoffice/program/soffice']

export const libreOfficePath = (): string | null => PLACES.find((place) => existsSync(place)) ?? null

/**
 * Opens a file in LibreOffice, without a window, and saves it as something else.
 * @param to filter of the target, `csv:…`, `pdf`
 */
export function convertInLibreOffice(bytes: Uint8Array, name: string, to: string): Buffer {
  const soffice = libreOfficePath()
  if (soffice === null) throw new Error('LibreOffice is not installed')
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-office-'))
  try {
    writeFileSync(join(folder, name), bytes)
    execFileSync(
      soffice,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        to,
        '--outdir',
        folder,
        join(folder, name),
      ],
      { stdio: 'pipe', timeout: 180_000, env: { ...process.env, HOME: folder } },
    )
    const target = name.replace(/\.\w+$/, `.${to.split(':')[0]}`)
    return readFileSync(join(folder, target))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
