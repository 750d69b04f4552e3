import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Names the folder of this run of the test programme to every process that it starts. */
export const RUN = 'GIOGIAC_TEST_RUN'
/** Whoever makes something and died at it would keep the others for ever. */
const LONGEST_MS = 240_000

/** The folder of this run, or `null` outside of a run of tests. */
export const runFolder = (): string | null => process.env[RUN] ?? null

/**
 * What is made at most once in a run, by whichever file needs it first; nobody may change it. Outside of a run it is
 * made anew for each call.
 * @param make fills the empty folder it is given
 * @returns the folder
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const run = runFolder()
  if (run === null) {
    const folder = mkdtempSync(join(tmpdir(), `giogiac-${name}-`))
    await make(folder)
    return folder
  }
  const done = join(run, name)
  const making = `${done}.making`
  for (;;) {
    if (existsSync(done)) return done
    try {
      mkdirSync(making)
      break
    } catch {
      if (isLeft(making)) rmSync(making, { recursive: true, force: true })
      await wait(100)
    }
  }
  try {
    await make(making)
    renameSync(making, done)
    return done
  } catch (fault) {
    rmSync(making, { recursive: true, force: true })
    throw fault
  }
}

function isLeft(folder: string): boolean {
  const made = statSync(folder, { throwIfNoEntry: false })
  return made !== undefined && Date.now() - made.birthtimeMs > LONGEST_MS
}
