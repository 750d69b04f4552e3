import { z } from 'zod'
import { LocalDate } from '../schedule/rulebook.ts'
import { PostingDate, PostingRole } from './people-api.ts'

/** The district's answers about lists of people from spreadsheets, `/api/v1/people/import…`. */

const Key = z.string().min(1).max(64)

export const IMPORT_FIELDS = ['name', 'title', 'staffNumber', 'point', 'counter', 'role', 'from'] as const
export const ImportField = z.enum(IMPORT_FIELDS)
export type ImportField = z.infer<typeof ImportField>

export const CellFaultCode = z.enum([
  'missing',
  'too-long',
  'tcvn3',
  'vni',
  'misread-utf8',
  'lost-letters',
  'not-text',
  'identity-number',
  'duplicate-number',
  'number-taken',
  'duplicate-row',
  'unknown-point',
  'unknown-counter',
  'unknown-role',
  'bad-date',
  'date-out-of-bounds',
  'formula-error',
  'before-posting',
  'later-posting',
  'ambiguous',
])
export type CellFaultCode = z.infer<typeof CellFaultCode>

/** One cell that cannot be taken in; a cell that may hold a forbidden number is not quoted. */
export const CellFault = z.object({
  /** As the spreadsheet numbers it. */
  line: z.int(),
  /** `A`, `B` …; `null`: the row as a whole. */
  column: z.string().nullable(),
  field: ImportField,
  code: CellFaultCode,
  value: z.string().nullable(),
})
export type CellFault = z.infer<typeof CellFault>

export const ImportChange = z.object({ field: ImportField, before: z.string(), after: z.string() })
export type ImportChange = z.infer<typeof ImportChange>

/** What somebody says to a question about a row, or of a row that was left out (`person`: it is one). */
export const RowAnswer = z.enum([
  'converted',
  'as-written',
  'rename',
  'keep-name',
  'new-person',
  'leader',
  'staff',
  'person',
])
export type RowAnswer = z.infer<typeof RowAnswer>
/** Answers of which a row and field can hold one: a later one takes the place of an earlier. */
export const ANSWER_OF: Readonly<Record<RowAnswer, 'letters' | 'who' | 'role' | 'person'>> = {
  converted: 'letters',
  'as-written': 'letters',
  rename: 'who',
  'keep-name': 'who',
  'new-person': 'who',
  leader: 'role',
  staff: 'role',
  person: 'person',
}
/** What a program cannot know; until it is answered the row does nothing. */
export const RowQuestion = z.object({
  field: ImportField,
  /** The cell's, as spreadsheets name it; `null`: the row as a whole. */
  column: z.string().nullable(),
  code: z.enum(['tcvn3', 'vni', 'misread-utf8', 'caps-lock', 'name-change', 'similar-name', 'leader-title']),
  /** What is written, and what it would be or whom it may mean. */
  value: z.string(),
  proposed: z.string(),
  /** The likeliest first. */
  answers: z.array(RowAnswer),
  given: RowAnswer.nullable(),
})
export type RowQuestion = z.infer<typeof RowQuestion>

export const ImportRow = z.object({
  line: z.int(),
  kind: z.enum(['new', 'changed', 'same', 'asked', 'wrong']),
  name: z.string(),
  title: z.string(),
  staffNumber: z.string().nullable(),
  pointName: z.string(),
  role: PostingRole,
  counterName: z.string(),
  /** From when the posting holds that the row leaves behind; `null`: there is none. */
  from: LocalDate.nullable(),
  changes: z.array(ImportChange),
  questions: z.array(RowQuestion),
  faults: z.array(CellFault),
})
export type ImportRow = z.infer<typeof ImportRow>

/** Why a row seems to be no person. */
export const LeftOutWhy = z.enum([
  'numbering',
  'heading',
  'group',
  'total',
  'place-and-date',
  'signature',
  'note',
  'hidden',
])
export type LeftOutWhy = z.infer<typeof LeftOutWhy>
export const LeftOutRow = z.object({ line: z.int(), why: LeftOutWhy, text: z.string() })
export type LeftOutRow = z.infer<typeof LeftOutRow>

/** Why a file as a whole is refused. */
export const FileFault = z.enum([
  'not-a-table',
  'too-large',
  'unclosed-quote',
  'not-utf8',
  'old-container',
  'web-page',
  'empty',
  'no-name-column',
  'half-name-column',
  'unnamed-column',
  'repeated-column',
  'identity-column',
  'old-encoding',
])
export type FileFault = z.infer<typeof FileFault>

export const ImportPreview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('refused'),
    fault: FileFault,
    /** The column or line concerned, as people read it. */
    where: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('readable'),
    /** Names exactly what was shown: applying asks for it, and is refused when anything has changed since. */
    digest: z.string(),
    counts: z.object({ new: z.int(), changed: z.int(), same: z.int(), asked: z.int(), wrong: z.int() }),
    rows: z.array(ImportRow),
    leftOut: z.array(LeftOutRow),
    /** Headings that are not taken in. */
    notRead: z.array(z.string()),
  }),
])
export type ImportPreview = z.infer<typeof ImportPreview>

export const ImportAnswer = z.strictObject({ line: z.int().min(1), field: ImportField, answer: RowAnswer })
export type ImportAnswer = z.infer<typeof ImportAnswer>
export const ImportQuestion = z.object({
  format: z.enum(['xlsx', 'csv']),
  /** Where those are posted whose row names no point. */
  point: Key.optional(),
  /** From when, where the row names no date; left out: today. */
  from: PostingDate.optional(),
  answers: z.array(ImportAnswer).max(20_000).default([]),
})
export type ImportQuestion = z.infer<typeof ImportQuestion>
/** `partly`: rows that are wrong or wait for an answer are left out instead of holding up the others. */
export const ImportApply = ImportQuestion.extend({
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  partly: z.enum(['yes', 'no']).default('no'),
  /** What the file is called, for showing only. */
  name: z.string().max(200).default(''),
})
/** A row that fitted when it was shown, and no longer when it was to be done. */
export const RefusedRow = z.object({
  line: z.int(),
  name: z.string(),
  /** Somebody else has the number · the person stands otherwise, or has been added · the person has been deleted. */
  why: z.enum(['number-taken', 'changed-meanwhile', 'gone']),
})
export type RefusedRow = z.infer<typeof RefusedRow>
export const ImportDone = z.object({
  /** By which it can be taken back; `null`: nothing was done. */
  id: z.uuid().nullable(),
  new: z.int(),
  changed: z.int(),
  /** Rows that did nothing: wrong, not answered, or refused. */
  left: z.int(),
  refused: z.array(RefusedRow).readonly(),
})
export type ImportDone = z.infer<typeof ImportDone>
