import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/**
 * What the packed program can never do again, whatever its command line or environment says. WebAssembly's
 * trap handlers stay on: the badge decoder needs them to be fast.
 */
export const FUSES = Object.freeze({
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // The archive's checksum is looked at by macOS and Windows only.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
})

/** Names the runtime for tests: an older Electron that lacks the newest fuses. Never set for a release. */
export const TEST_RUNTIME_VARIABLE = 'GIOGIAC_TEST_RUNTIME'

/**
 * Burns the fuses into an executable and reads them back. A fuse of Electron's that the table does not know,
 * or a fuse of the table that Electron does not have, ends the build; only for the runtime for tests
 * are fuses it lacks left out, and said.
 * @param {string} executable
 * @param {boolean} testRuntime
 * @returns {Promise<string[]>} the names of the fuses left out
 */
export async function burnFuses(executable, testRuntime) {
  const before = await getCurrentFuseWire(executable)
  const options = Object.keys(FUSES).map(Number)
  const lacking = options.filter((option) => isLacking(before[option]))
  if (lacking.length > 0 && !testRuntime) {
    throw new Error(`this Electron has no fuse ${lacking.map(nameOf).join(', ')}`)
  }
  const wanted = Object.fromEntries(
    options.filter((option) => !lacking.includes(option)).map((option) => [option, FUSES[option]]),
  )
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: lacking.length === 0,
    ...wanted,
  })
  const after = await getCurrentFuseWire(executable)
  for (const [option, on] of Object.entries(wanted)) {
    const state = after[Number(option)]
    if (state !== (on ? FuseState.ENABLE : FuseState.DISABLE)) {
      throw new Error(`fuse ${nameOf(Number(option))} reads ${state} after it was set`)
    }
  }
  return lacking.map(nameOf)
}

/** electron-builder's hook, run when the folder is filled and nothing is signed yet. */
export default async function afterPack(context) {
  const executable = join(context.appOutDir, executableName(context))
  // The archive is the whole program; a runtime must not bring another one along.
  if (context.electronPlatformName !== 'darwin') {
    rmSync(join(context.appOutDir, 'resources/app'), { recursive: true, force: true })
  }
  const lacking = await burnFuses(executable, Boolean(process.env[TEST_RUNTIME_VARIABLE]))
  const note = lacking.length === 0 ? '' : ` (runtime for tests, without ${lacking.join(', ')})`
  console.log(`  • fuses burnt and read back  file=${basename(executable)}${note}`)
}

function executableName({ appOutDir, electronPlatformName, packager }) {
  const product = packager.appInfo.productFilename
  if (electronPlatformName === 'win32') {
    return readdirSync(appOutDir).includes(`${product}.exe`)
      ? `${product}.exe`
      : `${packager.executableName}.exe`
  }
  if (electronPlatformName === 'darwin') return `${product}.app/Contents/MacOS/${product}`
  return packager.executableName
}

const isLacking = (state) => state === undefined || state === FuseState.REMOVED || state === FuseState.INHERIT
const nameOf = (option) => FuseV1Options[option]
