import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { Hash, Id } from '../../../core/log/event.ts'
import { PublicKey } from '../../../core/log/seal.ts'
import { replaceFile } from '../../durable-files.ts'

/** Where a kiosk belongs and which log it writes, kept outside the log: a log can be damaged beyond reading. */
const Place = z.object({
  v: z.literal(1),
  origin: z.object({
    log: Id,
    device: Id,
    publicKey: PublicKey,
    parent: z.object({ log: Id, seq: z.int().min(0), hash: Hash }).nullable(),
  }),
  enrolment: z.object({
    device: Id,
    name: z.string(),
    point: z.string(),
    pointName: z.string(),
    organisationName: z.string(),
    districtAddress: z.string(),
    districtKey: z.string(),
  }),
})
export type Place = Omit<z.infer<typeof Place>, 'v'>

/** @returns `null` where there is none that can be read */
export function readPlaceFile(file: string): Place | null {
  try {
    if (!existsSync(file)) return null
    const { v: _, ...place } = Place.parse(JSON.parse(readFileSync(file, 'utf8')))
    return place
  } catch {
    return null
  }
}

/** Writes the file where it says something else, durably. */
export function keepPlaceFile(file: string, place: Place): void {
  const content = JSON.stringify(Place.parse({ v: 1, ...place }))
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return
  replaceFile(file, content)
}
