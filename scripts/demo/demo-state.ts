import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'

/** What the demo remembers between two starts. Only a demo keeps badge codes and passwords in the clear. */
const DemoState = z.object({
  passwords: z.object({ district: z.string(), leader: z.string() }),
  /** Of the visitor's kiosk: the administrator's, and one that everybody there has. */
  pins: z.object({ administrator: z.string(), people: z.string() }).nullable().default(null),
  /** Person → 41 digits. */
  codes: z.record(z.string(), z.string()),
  /** First invented day. */
  from: z.iso.date(),
  /** Up to when invented people have scanned, UTC ms. */
  filledTo: z.int(),
})
export type DemoState = z.infer<typeof DemoState>

export function readDemoState(file: string): DemoState | null {
  return existsSync(file) ? DemoState.parse(JSON.parse(readFileSync(file, 'utf8'))) : null
}

export function writeDemoState(file: string, state: DemoState): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
