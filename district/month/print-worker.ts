import { workApart } from '../run-apart.ts'
import type { PaperSource } from './paper.ts'
import { makePaper, type PaperName } from './papers.ts'

/** What the desk asks its worker for. */
export interface PrintOrder {
  readonly name: PaperName
  readonly source: PaperSource
}

workApart(({ name, source }: PrintOrder) => makePaper(name, source))
