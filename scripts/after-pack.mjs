import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
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
  sayWhatItIs(context)
  const lacking = await burnFuses(executable, Boolean(process.env[TEST_RUNTIME_VARIABLE]))
  const note = lacking.length === 0 ? '' : ` (runtime for tests, without ${lacking.join(', ')})`
  console.log(`  • fuses burnt and read back  file=${basename(executable)}${note}`)
}

/**
 * Beside the archive: name and version, for a running kiosk that asks what is installed by now and for whoever puts
 * newer versions in place, and the public key that those are
 * signed with, where this release has one.
 */
function sayWhatItIs({ appOutDir, electronPlatformName, packager }) {
  if (electronPlatformName === 'darwin') return
  const resources = join(appOutDir, 'resources')
  const said = { name: 'giogiac', version: packager.appInfo.version }
  const described = join(resources, 'giogiac-package.json')
  // Whatever lies there may be a second name of a file elsewhere.
  rmSync(described, { force: true })
  writeFileSync(described, `${JSON.stringify(said)}\n`)
  const key = join(packager.projectDir, 'assets/giogiac-update-key.pem')
  if (existsSync(key)) copyFileSync(key, join(resources, 'giogiac-update-key.pem'))
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
