import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import type { DistrictBrowser } from '../support/district-browser.ts'
import { openAccount } from '../support/open-account.ts'

const GGLOG = 'application/vnd.giogiac.gglog'
const PIECE = Buffer.alloc(256 * 1024)
/** What the two ends of a line hold by themselves. */
const MOST_UNREAD = 12 * 1024 * 1024
const SENT = 60 * 1024 * 1024

let district: TestDistrict
let clerk: DistrictBrowser
beforeAll(async () => {
  district = await createTestDistrict()
  clerk = await openAccount(district, { username: 'van.thu', role: 'clerk', organisation: 'ward-a' })
})
afterAll(() => district?.stop())

const REFUSED: readonly (readonly [string, string, string, boolean, number])[] = [
  ['of nobody', '/api/v1/imports/gglog?name=a', GGLOG, false, 401],
  ['for a point of others', '/api/v1/imports/attlog?name=a&source=s&point=point-b', GGLOG, true, 404],
  ['without its name', '/api/v1/imports/gglog', GGLOG, true, 400],
  ['of another kind', '/api/v1/imports/gglog?name=a', 'application/json', true, 415],
  ['to no address', '/api/v1/nothing', 'application/json', true, 413],
  ['too large for a form', '/api/v1/sign-in', 'application/json', false, 413],
  ['too large for a kiosk', '/api/v1/hello', 'application/vnd.giogiac.sealed', false, 413],
  ['beside a page', '/', 'application/json', false, 413],
]

/** Sends a large body to its end, or until the line is gone. */
async function sendAll(path: string, type: string, signedIn: boolean, length: string) {
  const { port } = new URL(district.address)
  const socket = connect(Number(port), '127.0.0.1')
  let answer = ''
  let sent = 0
  let isOpen = true
  socket.on('data', (bytes) => {
    answer += bytes.toString()
  })
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) =>
    socket.on('close', () => {
      isOpen = false
      resolve()
    }),
  )
  const cookie = signedIn ? `cookie: ${clerk.cookie}\r\n` : ''
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: ${district.address}\r\n${cookie}content-type: ${type}\r\n${length}\r\n\r\n`,
  )
  while (isOpen && !socket.destroyed && sent < SENT) {
    const chunk = length.startsWith('transfer')
      ? Buffer.concat([Buffer.from(`${PIECE.length.toString(16)}\r\n`), PIECE, Buffer.from('\r\n')])
      : PIECE
    const wrote = new Promise<number>((resolve) =>
      socket.write(chunk, (error) => resolve(error ? 0 : PIECE.length)),
    )
    sent += (await Promise.race([wrote, closed])) ?? 0
  }
  await Promise.race([closed, setTimeout(3_000)])
  socket.destroy()
  return { answer, sent, isOpen }
}

describe.each([
  ['says how long it is', `content-length: ${SENT + 1}`],
  ['does not say how long it is', 'transfer-encoding: chunked'],
])('a large body that %s', (_how, length) => {
  it.concurrent.each(REFUSED)(
    '%s is answered and read no further',
    async (_what, path, type, signedIn, status) => {
      const { answer, sent, isOpen } = await sendAll(path, type, signedIn, length)
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
      expect(answer).toMatch(/\r\nconnection: close\r\n/i)
      expect(answer).toMatch(/\}$|Không/)
      expect(sent).toBeLessThan(MOST_UNREAD)
      expect(isOpen).toBe(false)
    },
  )
})

it('its answer reaches a client that goes on sending', async () => {
  for (let i = 0; i < 5; i++) {
    const answer = await fetch(`${district.address}/api/v1/imports/gglog?name=a`, {
      method: 'POST',
      headers: { origin: district.address, 'content-type': GGLOG },
      body: Buffer.alloc(SENT),
    })
    expect([answer.status, (await answer.json()).status]).toEqual([401, 401])
  }
})

it('a small one leaves the line open for what comes next', async () => {
  const { port } = new URL(district.address)
  const socket = connect(Number(port), '127.0.0.1')
  let answers = ''
  socket.on('data', (bytes) => {
    answers += bytes.toString('latin1')
  })
  const ask = `POST /api/v1/enrolments HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\norigin: ${district.address}\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n`
  for (const times of [1, 2]) {
    socket.write(ask)
    await setTimeout(200)
    socket.write('x'.repeat(2_000))
    await setTimeout(100)
    expect(answers.match(/HTTP\/1\.1 401/g)).toHaveLength(times)
  }
  expect(answers).not.toMatch(/connection: close/i)
  socket.destroy()
})
