import { z } from 'zod'
import { ATTLOG_LAYOUTS } from '../old-devices/attlog-line.ts'
import { PageQuery, pageOf } from '../page-api.ts'

const Key = z.string().min(1).max(64)

/** A file that was brought by hand, and what became of it. */
export const ImportRun = z.object({
  id: z.uuid(),
  kind: z.enum(['gglog', 'attlog']),
  fileName: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  startedAt: z.int(),
  /** The name of an account or program, or `command-line`. */
  startedBy: z.string(),
  finishedAt: z.int().nullable(),
  /**
   * `taken`: read to its end; `refused`: not, `refusedWhy` says why; `failed`: the server could not go on; `removed`:
   * somebody took all of it back.
   */
  state: z.enum(['running', 'taken', 'refused', 'failed', 'removed']),
  /** Events or lines of the file; null while it is not known. */
  total: z.int().nullable(),
  fresh: z.int(),
  held: z.int(),
  unmatched: z.int(),
  malformed: z.int(),
  refusedLine: z.int().nullable(),
  refusedWhy: z.string().nullable(),
  refusedDetail: z.string().nullable(),
  point: z.string().nullable(),
  pointName: z.string().nullable(),
  /** A receipt is there to be carried back. */
  receipt: z.boolean(),
})
export type ImportRun = z.infer<typeof ImportRun>
export const ImportPage = pageOf(ImportRun)
export const ImportQuery = PageQuery
export const ImportStarted = z.object({ id: z.uuid() })

/** What the file is called, for showing only. */
const FileName = z.string().min(1).max(200)
export const GglogQuery = z.object({ name: FileName })
export const AttlogQuery = z.object({
  name: FileName,
  point: Key,
  /** The machine's number, or a name for it: readings of one machine are kept together. */
  source: z.string().trim().min(1).max(64),
  layout: z.enum(['auto', ...ATTLOG_LAYOUTS]).default('auto'),
})

/** A number on an old machine, how often it was read, and whose it is. */
export const OldPin = z.object({
  source: z.string(),
  point: z.string(),
  pointName: z.string(),
  pin: z.string(),
  readings: z.int(),
  firstAt: z.int(),
  lastAt: z.int(),
  person: z.string().nullable(),
  name: z.string().nullable(),
  /** The one person of the point whose staff number it is. */
  suggested: z.object({ person: z.string(), name: z.string() }).nullable(),
})
export type OldPin = z.infer<typeof OldPin>
export const OldPins = z.array(OldPin)
export const BindPin = z.strictObject({
  source: z.string().min(1).max(64),
  pin: z.string().min(1).max(32),
  /** `null`: nobody's again. */
  person: Key.nullable(),
})

/** The newest readings of one number. */
export const OldReadingsQuery = z.object({ source: z.string().max(64), pin: z.string().max(32) })
export const OldReadings = z.array(
  z.object({ localTime: z.string(), at: z.int(), status: z.int(), verify: z.int(), raw: z.string() }),
)
