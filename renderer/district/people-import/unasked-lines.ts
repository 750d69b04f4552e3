import type { ImportAnswer, ImportPreview } from '../../../core/people/people-list-api.ts'

/** The lines whose answers a preview does not ask for, so that they say nothing. */
export function unaskedLines(preview: ImportPreview, answers: readonly ImportAnswer[]): number[] {
  if (preview.kind === 'refused') return []
  const rows = new Map(preview.rows.map((row) => [row.line, row]))
  const isAsked = ({ line, field, answer }: ImportAnswer): boolean =>
    answer === 'person'
      ? rows.has(line)
      : rows.get(line)?.questions.some((each) => each.field === field && each.given === answer) === true
  return [...new Set(answers.filter((each) => !isAsked(each)).map(({ line }) => line))].sort((a, b) => a - b)
}
