import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** User and group `nobody`: Electron refuses to run as root with its sandbox on. */
const NOBODY = 65534

export interface ElectronWrapperOptions {
  /** The script to write. */
  readonly path: string
  readonly executable: string
  /** Folder that becomes HOME and holds the XDG folders; made and given to the unprivileged user. */
  readonly home: string
  /** Display to show the window on; null keeps the caller's. */
  readonly display: string | null
  readonly environment?: Readonly<Record<string, string>>
}

/**
 * Writes a script that runs Electron as an unprivileged user with its sandbox on, as in production. It drops
 * `--no-sandbox`, which launchers add on their own.
 * @returns the script's path, to be used as an executable
 */
export async function writeElectronWrapper(options: ElectronWrapperOptions): Promise<string> {
  const { home } = options
  await giveToWindowUser(home)
  const folders = {
    XDG_CONFIG_HOME: 'config',
    XDG_CACHE_HOME: 'cache',
    XDG_RUNTIME_DIR: 'run',
    TMPDIR: 'tmp',
  }
  const environment: Record<string, string> = { HOME: home }
  for (const [name, folder] of Object.entries(folders)) {
    environment[name] = join(home, folder)
    await giveToWindowUser(join(home, folder), 0o700)
  }
  if (options.display !== null) environment.DISPLAY = options.display
  Object.assign(environment, options.environment)

  const assignments = Object.entries(environment).map(([name, value]) => `${name}=${quote(value)}`)
  const drop = isRoot() ? `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups ` : ''
  await mkdir(dirname(options.path), { recursive: true })
  await writeFile(
    options.path,
    [
      '#!/bin/sh',
      'for arg do',
      '  shift',
      '  [ "$arg" = --no-sandbox ] || set -- "$@" "$arg"',
      'done',
      'unset DBUS_SESSION_BUS_ADDRESS NODE_OPTIONS ELECTRON_RUN_AS_NODE',
      `exec ${drop}env ${assignments.join(' ')} ${quote(options.executable)} "$@"`,
      '',
    ].join('\n'),
  )
  await chmod(options.path, 0o755)
  return options.path
}

/** Makes a folder that the user who runs the window may write to. */
export async function giveToWindowUser(folder: string, mode = 0o755): Promise<void> {
  await mkdir(folder, { recursive: true })
  await chmod(folder, mode)
  if (isRoot()) await chown(folder, NOBODY, NOBODY)
}

export const isRoot = (): boolean => process.getuid?.() === 0
const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
