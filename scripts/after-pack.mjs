import { readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { burnFuses } from './burn-fuses.ts'

/** Names the runtime for tests: an older Electron that lacks the newest fuses. Never set for a release. */
const TEST_RUNTIME_VARIABLE = 'GIOGIAC_TEST_RUNTIME'

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
