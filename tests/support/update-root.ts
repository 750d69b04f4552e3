import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { UpdateManifest } from '../../core/update/update-manifest.ts'
import { makeUpdate, releaseKey } from './make-update.ts'

const SCRIPT = fileURLToPath(new URL('../../scripts/kiosk-os/linux/apply-update.sh', import.meta.url))
const PLATFORM = `linux-${process.arch}`

/** A machine's folders with one version installed, and the script that puts updates in place. */
export interface UpdateRoot {
  readonly folder: string
  readonly key: ReturnType<typeof releaseKey>
  /** What the package manager does. */
  install(version: string): void
  /** A program as it comes out of packing. @returns its folder */
  build(version: string, pem?: string): string
  /** Puts an update where the kiosk keeps it ready. */
  stage(version: string, change?: Partial<UpdateManifest> & { readonly holds?: string }): void
  /** A file beside what is staged. */
  waiting(name: string): string
  /** A file of what is staged. */
  staged(name: string): string
  /** Runs the script, as before a start of the kiosk. @param path folder of commands to prefer */
  apply(path?: string): { readonly status: number | null; readonly said: string }
  /** The version that starts, by its own word; null when none does. */
  starts(): string | null
  /** The kiosk says that this version works. */
  confirm(version: string): void
  /** What the script notes: `trial`, `refused`, or the target of a link. */
  noted(name: 'trial' | 'refused' | 'current' | 'previous'): string | null
  remove(): void
}

/** A program that says its version, in the shape of the packed kiosk. */
function writeProgram(folder: string, version: string, pem: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true })
  writeFileSync(join(folder, 'giogiac'), `#!/bin/sh\necho ${version}\n`)
  chmodSync(join(folder, 'giogiac'), 0o755)
  writeFileSync(join(folder, 'resources/giogiac-package.json'), `{"name":"giogiac","version":"${version}"}\n`)
  writeFileSync(join(folder, 'resources/giogiac-update-key.pem'), pem)
}

/** @param version the one that is installed */
export function createUpdateRoot(version = '0.1.0'): UpdateRoot {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-update-'))
  chmodSync(folder, 0o755)
  const key = releaseKey()
  const place = join(folder, 'opt/giogiac')
  const waits = join(folder, 'var/lib/giogiac/data/update')
  mkdirSync(waits, { recursive: true })
  const root: UpdateRoot = {
    folder,
    key,
    install: (version) => writeProgram(join(folder, 'opt/Giờ Giấc'), version, key.pem),
    build(version, pem = key.pem) {
      const built = join(folder, 'built')
      rmSync(built, { recursive: true, force: true })
      writeProgram(built, version, pem)
      return built
    },
    stage(version, { holds = version, ...change } = {}) {
      const built = root.build(holds)
      const packed = spawnSync('tar', ['-czf', '-', '-C', built, '.'], { maxBuffer: 2 ** 26 })
      makeUpdate(join(waits, 'staged'), key.privateKey, packed.stdout, {
        version,
        platform: PLATFORM,
        ...change,
      })
    },
    waiting: (name) => join(waits, name),
    staged: (name) => join(waits, 'staged', name),
    apply(path) {
      // A group of processes of its own, so that it can be ended as one.
      const { status, stderr } = spawnSync('setsid', ['--wait', 'sh', SCRIPT, '--root', folder], {
        encoding: 'utf8',
        env: { ...process.env, PATH: `${path === undefined ? '' : `${path}:`}${process.env.PATH}` },
      })
      return { status, said: stderr }
    },
    starts() {
      const { stdout, status } = spawnSync(join(place, 'current/giogiac'), { encoding: 'utf8' })
      return status === 0 ? stdout.trim() : null
    },
    confirm: (version) => writeFileSync(join(waits, 'confirmed'), `${version}\n`),
    noted(name) {
      const file = join(place, name)
      if (name === 'current' || name === 'previous') {
        try {
          return readlinkSync(file)
        } catch {
          return null
        }
      }
      return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  root.install(version)
  root.apply()
  return root
}
