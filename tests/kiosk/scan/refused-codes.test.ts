import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerRequest } from '../../../kiosk/service/answer-request.ts'
import { contentOf, tracesOf } from '../../support/code-traces.ts'
import { createTestKiosk, newId, type TestKiosk } from '../../support/create-test-kiosk.ts'
import { HOSTILE_CODES } from '../../support/hostile-codes.ts'
import { readLog } from '../../support/read-log.ts'

let kiosk: TestKiosk
const logged: string[] = []
beforeAll(async () => {
  kiosk = await createTestKiosk({ log: (...line) => logged.push(JSON.stringify(line)) })
})
afterAll(() => kiosk.close())

describe('a code that is no badge', () => {
  test.each(HOSTILE_CODES)(
    '%s is refused by its class, and only the class is kept',
    async (_name, code, kind) => {
      const before = readLog(kiosk.dataDirectory).length
      const answer = await kiosk.scan(code)
      const events = readLog(kiosk.dataDirectory).slice(before)
      if (kind === 'enrolment') {
        expect(answer).toEqual({ kind: 'enrolment-code' })
        expect(events).toEqual([])
        return
      }
      expect(answer).toEqual({ kind: 'refused', class: kind })
      expect(events.map(({ type, data }) => ({ type, data }))).toEqual([
        { type: 'refused-code', data: { class: kind } },
      ])
    },
  )

  test('has left nothing of itself in the data or in a log line, plain, encoded or hashed', () => {
    const codes = HOSTILE_CODES.map(([, code]) => code)
    const places = [...contentOf(kiosk.dataDirectory), ...logged]
    expect(tracesOf(codes, places)).toEqual([])
    expect(tracesOf(['refused-code'], places)).toEqual(['refused-code'])
  })

  test('leaves no trace of its text in any file or log line', async () => {
    const code = '001090999888|012349876|PHAM THI BI MAT|01011990|Nữ|Phường Kín|15042021'
    await kiosk.scan(code)
    await answerRequest(kiosk.service, {
      call: 1,
      method: 'scan',
      input: { id: newId(), code, method: 'telepathy' },
    })
    const files = readdirSync(kiosk.dataDirectory).map((name) =>
      readFileSync(join(kiosk.dataDirectory, name), 'latin1'),
    )
    for (const secret of ['001090999888', '012349876', 'BI MAT']) {
      for (const text of [...files, ...logged]) expect(text.includes(secret)).toBe(false)
    }
  })

  test('answered once under an id is answered the same again without another event', async () => {
    const id = newId()
    const first = await kiosk.scan('https://example.vn', id)
    const before = readLog(kiosk.dataDirectory).length
    expect(await kiosk.scan('https://example.vn', id)).toEqual(first)
    expect(readLog(kiosk.dataDirectory)).toHaveLength(before)
  })
})

describe('a question that breaks the contract', () => {
  const ID = newId()
  const WRONG: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', 'scan'],
    ['an empty object', {}],
    ['half a scan', { call: 1, method: 'scan', input: { id: ID } }],
    ['a scan without an id', { call: 1, method: 'scan', input: { code: '1', method: 'camera' } }],
    ['an id that is none', { call: 1, method: 'scan', input: { id: '1', code: '1', method: 'camera' } }],
    ['a code that is no text', { call: 1, method: 'scan', input: { id: ID, code: 1, method: 'camera' } }],
    [
      'a code too long',
      { call: 1, method: 'scan', input: { id: ID, code: '1'.repeat(8193), method: 'camera' } },
    ],
    ['something more', { call: 1, method: 'scan', input: { id: ID, code: '1', method: 'camera', sql: 'x' } }],
    ['an unknown intent', { call: 1, method: 'intent', input: { id: ID, scan: ID, intent: 'sleep' } }],
    ['an unknown method', { call: 1, method: 'drop', input: {} }],
    ['a method of every object', { call: 1, method: 'constructor', input: {} }],
    ['a negative call', { call: -1, method: 'state', input: {} }],
    ['a state with input', { call: 1, method: 'state', input: { all: true } }],
  ]

  test.each(WRONG)('%s is answered with invalid-input and leaves nothing', async (_name, request) => {
    const before = readLog(kiosk.dataDirectory).length
    expect(await answerRequest(kiosk.service, request)).toMatchObject({ error: 'invalid-input' })
    expect(readLog(kiosk.dataDirectory)).toHaveLength(before)
  })

  test('an id used for another code is answered with invalid-input', async () => {
    const id = newId()
    await kiosk.scan('https://example.vn', id)
    const request = { call: 3, method: 'intent', input: { id, scan: id, intent: 'leave' } }
    expect(await answerRequest(kiosk.service, request)).toEqual({ call: 3, answer: { kind: 'unknown-scan' } })
  })
})
