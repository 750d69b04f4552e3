import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Reads one line from standard input; what is typed at a terminal is not shown. */
export async function readSecret(prompt: string): Promise<string> {
  const terminal = process.stdin.isTTY === true
  if (terminal) process.stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal })
  const iterator = lines[Symbol.asyncIterator]()
  const first = await iterator.next()
  lines.close()
  if (terminal) process.stderr.write('\n')
  return first.done === true ? '' : first.value
}
