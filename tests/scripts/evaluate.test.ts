import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { flagsAsSet } from '../support/flags-as-set.ts'
import vectors from '../vectors/days.json' with { type: 'json' }

const SCRIPT = fileURLToPath(new URL('../../scripts/evaluate.ts', import.meta.url))

/** Runs the script as a process of its own and hands it `input`. */
function evaluate(
  input: string,
): Promise<{ code: number | null; lines: Record<string, unknown>[]; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [SCRIPT])
    let out = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const lines = out.split('\n').filter((line) => line !== '')
      resolve({ code, lines: lines.map((line): Record<string, unknown> => JSON.parse(line)), errors })
    })
    child.stdin.end(input)
  })
}

const ON_TIME = JSON.stringify({ sessions: [['07:30', '11:30']], scans: ['07:20', '11:31'] })

test('all vectors, without what is expected of them, come out as expected', async () => {
  const cases = vectors.map(({ name: _name, expect: _expect, ...day }) => JSON.stringify(day))
  const { code, lines, errors } = await evaluate(cases.join('\n'))
  expect(errors).toBe('')
  expect(code).toBe(0)
  expect(lines.map(flagsAsSet)).toEqual(vectors.map((vector) => flagsAsSet(vector.expect)))
})

test('a bad line is named by its number, the others are still judged, the exit code is 1', async () => {
  const input = [
    ON_TIME,
    '{"sessions": [["07:30"',
    '',
    JSON.stringify({ sessions: [['7:30', '11:30']], scans: [] }),
    JSON.stringify({ sessions: [], scans: [], polcy: {} }),
    JSON.stringify({
      sessions: [
        ['13:00', '17:00'],
        ['07:30', '11:30'],
      ],
      scans: [],
    }),
    'null',
    ON_TIME,
  ].join('\r\n')
  const { code, lines, errors } = await evaluate(input)
  expect(code).toBe(1)
  expect(errors).toBe('')
  expect(lines.map(({ line }) => line ?? 'judged')).toEqual(['judged', 2, 4, 5, 6, 7, 'judged'])
  expect(lines.map(({ error }) => error)).toEqual([
    undefined,
    expect.stringMatching(/^line 2: not JSON/),
    expect.stringMatching(/^line 4: sessions\.0\.0/),
    expect.stringMatching(/^line 5: .*polcy/),
    expect.stringMatching(/^line 6: sessions: sessions are in order/),
    expect.stringMatching(/^line 7: /),
    undefined,
  ])
})

test('nothing in, nothing out', async () => {
  expect(await evaluate('')).toEqual({ code: 0, lines: [], errors: '' })
})
