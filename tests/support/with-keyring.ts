import { spawnSync } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'

const PROGRAMS = ['dbus-daemon', 'gnome-keyring-daemon'] as const

/** Why no keyring can be run here, in one line, or null. */
export function whyNoKeyring(): string | null {
  const lacking = PROGRAMS.filter((name) => spawnSync(name, ['--version']).error !== undefined)
  return lacking.length === 0 ? null : `not installed: ${lacking.join(', ')}`
}

/**
 * Writes a script that runs a program in a desktop session of its own with the user's keyring opened, as signing in
 * does.
 * @param folder of the keyring; belongs to the user who runs the script
 */
export async function writeKeyringSession(path: string, program: string, folder: string): Promise<string> {
  await writeFile(
    path,
    [
      '#!/bin/sh',
      `export XDG_CURRENT_DESKTOP=GNOME XDG_DATA_HOME='${folder}'`,
      'bus=$(dbus-daemon --session --fork --print-address=1 --print-pid=1)',
      'DBUS_SESSION_BUS_ADDRESS=$(echo "$bus" | head -n 1)',
      'export DBUS_SESSION_BUS_ADDRESS',
      'printf opened | gnome-keyring-daemon --unlock --components=secrets >&2',
      `'${program}' "$@" &`,
      'program=$!',
      "trap 'kill $program' TERM INT",
      // A signal ends the first wait; the second one learns how the program ended.
      'wait $program',
      'trap - TERM INT',
      'wait $program',
      'code=$?',
      '# Without its bus the keyring ends as well.',
      'kill "$(echo "$bus" | tail -n 1)"',
      'exit $code',
      '',
    ].join('\n'),
  )
  await chmod(path, 0o755)
  return path
}
