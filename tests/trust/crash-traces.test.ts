import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { contentOf, tracesOf } from '../support/code-traces.ts'
import { enrolByHand, newId } from '../support/create-test-kiosk.ts'
import { testBadge } from '../support/test-badge.ts'
import { testDirectory } from '../support/test-directory.ts'

const CARD = '001090999888|012349876|PHAM THI BI MAT|01011990|Nữ|Số 5 ngõ Kín, Phường Kín|15042021'
const PARTS = CARD.split('|').filter((part) => part.length > 7)
const PIN = '58203917'

it('a service that is told nonsense and dies leaves nothing of a card, a badge or a PIN behind (D14)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-crash-'))
  const said: string[] = []
  try {
    await enrolByHand(folder, testDirectory())
    const child = fork(join(import.meta.dirname, '../../kiosk/main.ts'), ['--data', folder], {
      cwd: folder,
      execArgv: ['--report-uncaught-exception', '--report-on-fatalerror', `--report-directory=${folder}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    const replies: unknown[] = []
    child.on('message', (message) => replies.push(message))
    const badge = testBadge(1).code
    const asked = [
      { method: 'scan', input: { id: newId(), code: CARD, method: 'camera' } },
      { method: 'scan', input: { id: newId(), code: CARD, method: 'thoughts' } },
      { method: 'scan', input: { id: 7, code: [badge], method: 'camera' } },
      { method: 'scan', input: { id: newId(), code: badge, method: 'camera' } },
      { method: 'setAdministratorPin', input: { pin: PIN } },
      { method: 'openVisit', input: { for: 'administrator', pin: `${PIN}x` } },
      { method: CARD, input: { [CARD]: badge } },
    ]
    for (const [i, each] of asked.entries()) child.send({ call: i + 1, ...each })
    const answered = () =>
      replies.filter((reply) => typeof reply === 'object' && reply !== null && 'call' in reply)
    for (let i = 0; i < 200 && answered().length < asked.length - 1; i++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    expect(answered().length).toBeGreaterThanOrEqual(asked.length - 1)
    child.kill('SIGABRT')
    await ended
    const places = [...contentOf(folder), Buffer.from(said.join('')).toString('latin1')]
    expect(tracesOf([CARD, ...PARTS, PIN], places)).toEqual([])
    expect(places.some((place) => place.includes(badge))).toBe(false)
    expect(tracesOf(['refused-code'], places)).toEqual(['refused-code'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
