/** How this start was asked for on the command line. */
export interface StartOptions {
  /** Folder for everything the kiosk keeps; null: the system's usual place. */
  readonly data: string | null
  /** An ordinary window that may be closed, for development and tests. */
  readonly windowed: boolean
  /** Instant (ISO 8601) at which the service's clock starts, for tests. */
  readonly clock: string | null
}

/**
 * Reads `--data DIR`, `--windowed` and `--clock ISO` (also as `--name=value`); switches that belong to
 * Chromium are left alone.
 */
export function parseStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const textAfter = (name: string): string | null => {
    const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`))
    const found = args[at]
    if (found === undefined) return null
    const value = found === name ? args[at + 1] : found.slice(name.length + 1)
    return value === undefined || value === '' || value.startsWith('--') ? null : value
  }
  return {
    data: textAfter('--data'),
    windowed: args.includes('--windowed') || (environment.GIOGIAC_WINDOWED ?? '') !== '',
    clock: textAfter('--clock'),
  }
}
