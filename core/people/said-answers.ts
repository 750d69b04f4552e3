import type { ImportAnswer, ImportField, RowAnswer } from './people-list-api.ts'

/** What was said to a question of one row and field; an answer that the question does not have is none. */
export type SaidAnswers = (
  line: number,
  field: ImportField,
  answers: readonly RowAnswer[],
) => RowAnswer | null

export function saidAnswers(answers: readonly ImportAnswer[]): SaidAnswers {
  const said = new Map<string, RowAnswer[]>()
  for (const { line, field, answer } of answers) {
    const key = `${line} ${field}`
    said.set(key, [...(said.get(key) ?? []), answer])
  }
  return (line, field, known) =>
    said.get(`${line} ${field}`)?.findLast((answer) => known.includes(answer)) ?? null
}
