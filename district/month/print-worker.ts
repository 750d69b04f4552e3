import { workApart } from '../../db/district/engine/run-apart.ts'
import type { PaperSource } from '../papers/paper.ts'
import { makePaper, type PaperName } from '../papers/papers.ts'
import { zipFiles } from '../print/zip-files.ts'

/** What the desk asks its worker for: a paper, or printed files in one ZIP. */
export type PrintOrder =
  | { readonly name: PaperName; readonly source: PaperSource }
  | { readonly files: Parameters<typeof zipFiles>[0] }

workApart((order: PrintOrder) =>
  'files' in order ? zipFiles(order.files) : makePaper(order.name, order.source),
)
