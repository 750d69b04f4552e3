import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/**
 * What the packed program can never do again, whatever its command line or environment says. WebAssembly's
 * trap handlers stay on: the badge decoder needs them to be fast.
 */
export const FUSES: ReadonlyMap<FuseV1Options, boolean> = new Map([
  [FuseV1Options.RunAsNode, false],
  [FuseV1Options.EnableCookieEncryption, true],
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  [FuseV1Options.EnableNodeCliInspectArguments, false],
  // The archive's checksum is looked at by macOS and Windows only.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  [FuseV1Options.OnlyLoadAppFromAsar, true],
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, false],
  [FuseV1Options.GrantFileProtocolExtraPrivileges, false],
  [FuseV1Options.WasmTrapHandlers, true],
])

/**
 * Burns the fuses into an executable and reads them back. A fuse of Electron's that the table does not know,
 * or one of the table that Electron does not have, fails; only the runtime for tests may lack some.
 * @returns the names of the fuses left out; always empty for a release
 */
export async function burnFuses(executable: string, testRuntime: boolean): Promise<string[]> {
  const before = await getCurrentFuseWire(executable)
  const lacking = [...FUSES.keys()].filter((fuse) => !isBurnable(before[fuse]))
  if (lacking.length > 0 && !testRuntime) {
    throw new Error(`this Electron has no fuse ${lacking.map(nameOf).join(', ')}`)
  }
  const wanted = [...FUSES].filter(([fuse]) => !lacking.includes(fuse))
  await flipFuses(executable, {
    version: FuseVersion.V1,
    ...(Object.fromEntries(wanted) as Record<FuseV1Options, boolean>),
    // With a fuse lacking there is nothing to be strict about; it has just been named.
    strictlyRequireAllFuses: (lacking.length === 0) as true,
  })
  const after = await getCurrentFuseWire(executable)
  for (const [fuse, on] of wanted) {
    if (after[fuse] !== (on ? FuseState.ENABLE : FuseState.DISABLE)) {
      throw new Error(`fuse ${nameOf(fuse)} reads ${after[fuse]} after it was set`)
    }
  }
  return lacking.map(nameOf)
}

const isBurnable = (state: FuseState | undefined): boolean =>
  state === FuseState.ENABLE || state === FuseState.DISABLE
const nameOf = (fuse: FuseV1Options): string => FuseV1Options[fuse]
