import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Configuration, Platform } from 'electron-builder'
import { whyUnsupported } from './electron-majors.ts'
import { findElectron } from './electron-runtime.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Set to build on the runtime for tests where Electron cannot be fetched. Such a build is never shipped. */
const TEST_RUNTIME_VARIABLE = 'GIOGIAC_TEST_RUNTIME'

/**
 * Packs the built kiosk with the Electron found on this machine (`dir` target, other targets by name:
 * `npm run package -- deb`). @returns the exit code
 */
async function packKiosk(targets: readonly string[]): Promise<number> {
  const forTests = (process.env[TEST_RUNTIME_VARIABLE] ?? '') !== ''
  const runtime = await findElectron({ download: true, test: forTests })
  if (runtime.kind === 'none') return fail(runtime.why)
  const unsupported =
    runtime.kind === 'test' ? null : whyUnsupported(runtime.version, new Date().toISOString().slice(0, 10))
  if (unsupported !== null) return fail(unsupported)
  for (const built of ['out/main/index.cjs', 'out/main/service.cjs', 'out/preload/index.cjs']) {
    if (!existsSync(join(ROOT, built))) return fail(`${built} is missing: npm run build`)
  }
  const config: Configuration = {
    extends: join(ROOT, 'electron-builder.yml'),
    electronDist: runtime.folder,
    electronVersion: runtime.version,
    // The Node of the runtime for tests is too old for the service, which then runs beside the archive.
    ...(runtime.kind === 'test'
      ? {
          asarUnpack: ['node_modules/better-sqlite3/**', 'out/main/**'],
          directories: { output: 'dist/test', buildResources: 'assets' },
        }
      : {}),
  }
  if (runtime.kind === 'test') console.log('packing with the runtime for tests: not for release')
  // A release never leaves a fuse out, whatever the environment says.
  else delete process.env[TEST_RUNTIME_VARIABLE]
  const names = targets.length === 0 ? ['dir'] : [...targets]
  await build({ projectDir: ROOT, publish: 'never', targets: Platform.current().createTarget(names), config })
  return 0
}

function fail(why: string): number {
  console.error(`không đóng gói được (cannot package): ${why}`)
  return 1
}

process.exitCode = await packKiosk(process.argv.slice(2))
