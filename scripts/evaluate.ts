/**
 * `npm run evaluate < cases.ndjson`: one case a line in (rules.md, "Vector format"; core/day/day-case.ts), one
 * result a line out, in the order of the cases. A line that is no case gives `{"error", "line"}` in its place,
 * the run goes on, and the exit code is 1 at the end. Empty lines are passed over.
 */
import { pipeline } from 'node:stream/promises'
import { caseResult, DayCase } from '../core/day/day-case.ts'
import { evaluateDay } from '../core/day/evaluate-day.ts'

let badLines = 0

function resultOf(text: string, line: number): unknown {
  const refuse = (reason: string) => {
    badLines++
    return { error: `line ${line}: ${reason}`, line }
  }
  let written: unknown
  try {
    written = JSON.parse(text)
  } catch (problem) {
    return refuse(`not JSON: ${problem instanceof Error ? problem.message : String(problem)}`)
  }
  const parsed = DayCase.safeParse(written)
  if (parsed.success) return caseResult(evaluateDay(parsed.data))
  return refuse(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'case'}: ${message}`).join('; '),
  )
}

/** Lines end with LF or CRLF only: a JSON text may hold any other line separator. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest
}

async function* results(): AsyncGenerator<string> {
  let line = 0
  for await (const text of linesOf(process.stdin.setEncoding('utf8'))) {
    line++
    const bare = text.replace(/^\uFEFF/, '').trim()
    if (bare !== '') yield `${JSON.stringify(resultOf(bare, line))}\n`
  }
}

try {
  await pipeline(results, process.stdout, { end: false })
} catch (problem) {
  // The reader of the results has gone (`| head`): nobody is left to tell.
  if (!(problem instanceof Error && 'code' in problem && problem.code === 'EPIPE')) throw problem
}
if (badLines > 0) process.exitCode = 1
