import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LogReport } from '../../core/log/log-report.ts'
import { seal } from '../../core/log/seal.ts'
import { importPrivateKey } from '../../kiosk/keys/device-key.ts'
import { verifyFile } from '../../scripts/verify-log/verify-file.ts'
import { flipBytes } from '../support/flip-bytes.ts'
import { linesOfGglog, writeGglog } from '../support/gglog-file.ts'
import { type InventedLog, inventLog, textsOf, writeInventedFile } from '../support/invented-log.ts'

const EVENTS = 250
const MANY = process.env.GIOGIAC_SOAK === '1' ? 1_000_000 : 100_000
const folder = mkdtempSync(join(tmpdir(), 'giogiac-verify-'))
const whole = join(folder, 'whole.gglog')
const spoilt = join(folder, 'spoilt.gglog')
let invented: InventedLog
let other: InventedLog
let texts: readonly string[] = []

beforeAll(async () => {
  invented = await inventLog()
  other = await inventLog()
  texts = [...textsOf(invented, EVENTS)]
  await writeInventedFile(whole, invented, texts, EVENTS)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const verify = (file: string, key: string | null = invented.identity.publicKey): Promise<LogReport> =>
  verifyFile(file, { device: key, district: null })
/** Verifies the file with its lines changed, numbered from 1. */
async function changed(change: (lines: string[]) => string[]): Promise<LogReport> {
  writeGglog(spoilt, change(linesOfGglog(whole)))
  return verify(spoilt)
}
/** Verifies a file whose writer sealed these texts: somebody who holds the device's key. */
async function resealed(change: (all: string[]) => string[]): Promise<LogReport> {
  const own = change([...texts])
  await writeInventedFile(spoilt, invented, own, own.length)
  return verify(spoilt)
}
const edit = (line: number, from: string | RegExp, to: string) => (lines: string[]) =>
  lines.map((text, i) => (i === line - 1 ? text.replace(from, to) : text))

describe('verify-log of an exported file (L22)', () => {
  it('finds a whole one whole, under its seal, and says that nobody else has seen it', async () => {
    expect(await verify(whole)).toMatchObject({
      fault: null,
      sealed: true,
      events: EVENTS,
      head: { seq: EVENTS },
      unknown: 0,
      witnessed: null,
    })
    expect(await verify(whole, null)).toMatchObject({ fault: null, sealed: null })
  })

  it('names the line of every event that is changed, left out, swapped, doubled or put in', async () => {
    const cases: [string, (lines: string[]) => string[], number, string][] = [
      ['a digit of a badge', edit(40, /"badge":"./, '"badge":"0'), 40, 'changed'],
      ['a time', edit(41, /"at":(\d{12})\d/, '"at":$19'), 41, 'changed'],
      ['a number', edit(42, '"seq":41', '"seq":40'), 42, 'repeated'],
      ['a number ahead', edit(42, '"seq":41', '"seq":43'), 42, 'gap'],
      ['a log', edit(43, invented.log, other.log), 43, 'other-log'],
      ['no JSON', edit(44, '}}', '}'), 44, 'malformed'],
      ['a field of another form', edit(45, '"method":"camera"', '"method":"thoughts"'), 45, 'malformed'],
      ['an uptime that goes back', edit(46, /"up":\d+/, '"up":5'), 46, 'out-of-order'],
      ['an event left out', (lines) => lines.toSpliced(50, 1), 51, 'gap'],
      ['an event doubled', (lines) => lines.toSpliced(51, 0, lines[50] ?? ''), 52, 'repeated'],
      ['two events swapped', (lines) => lines.with(60, lines[61] ?? '').with(61, lines[60] ?? ''), 61, 'gap'],
      [
        'the beginning of another log',
        (lines) => lines.with(1, [...textsOf(other, 1)][0] ?? ''),
        2,
        'other-log',
      ],
      ['another beginning', edit(2, 'log-started', 'log-begun'), 2, 'wrong-beginning'],
      ['another device', edit(2, invented.identity.device, other.identity.device), 2, 'other-device'],
      ['the header', edit(1, 'point-1', 'point-2'), 1, 'changed'],
      ['something behind the end', (lines) => [...lines, '{}'], EVENTS + 3, 'after-the-end'],
      ['the trailer', edit(EVENTS + 2, /"count":\d+/, '"count":1'), EVENTS + 2, 'bad-seal'],
      ['the signature', edit(EVENTS + 2, /"jws":"..../, '"jws":"AAAA'), EVENTS + 2, 'bad-seal'],
    ]
    for (const [what, change, line, kind] of cases) {
      expect((await changed(change)).fault, what).toMatchObject({ line, kind })
    }
  })

  it('finds an event id twice and a number missing though the chain and the seal were made to fit', async () => {
    const id = (text = ''): string => JSON.parse(text).id
    const twice = await resealed((all) => all.with(80, (all[80] ?? '').replace(id(all[80]), id(all[70]))))
    expect(twice.fault).toMatchObject({ kind: 'duplicate-id', seq: 81 })
    const gap = await resealed((all) => all.toSpliced(80, 1))
    expect(gap.fault).toMatchObject({ kind: 'gap', seq: 81 })
  })

  it('does not take another kiosk’s seal, nor another log spliced in at any place', async () => {
    expect((await verify(whole, other.identity.publicKey)).fault).toMatchObject({ kind: 'bad-seal' })
    const theirs = [...textsOf(other, EVENTS)]
    for (const from of [3, 100, EVENTS]) {
      const report = await changed((lines) => lines.with(from, theirs[from - 1] ?? ''))
      expect(report.fault).toMatchObject({ line: from + 1, kind: 'other-log' })
    }
  })

  it('says where a file ends early, and how many of its events nobody has seen', async () => {
    for (const keep of [0, 1, 2, 100, EVENTS + 1]) {
      const report = await changed((lines) => lines.slice(0, keep))
      expect(report.fault).toMatchObject({ kind: 'ends-early', line: keep + 1 })
      expect(report.events).toBe(Math.max(0, Math.min(keep - 1, EVENTS)))
    }
    writeFileSync(spoilt, readFileSync(whole).subarray(0, 3000))
    expect((await verify(spoilt)).fault?.kind).toBe('ends-early')
    writeFileSync(spoilt, 'no gzip at all')
    expect((await verify(spoilt)).fault).toMatchObject({ kind: 'damaged', line: 1 })
  })

  it('takes the district’s receipt beside it for what it covers, and shows one that does not fit', async () => {
    const { identity, district, log } = invented
    const hashes = linesOfGglog(whole).at(-1) ?? ''
    const { head } = JSON.parse(hashes)
    const put = async (
      have: { seq: number; hash: string },
      change: { log?: string; signer?: InventedLog } = {},
    ) => {
      const by = (change.signer ?? invented).district
      const claims = {
        aud: identity.device,
        iss: district.publicKey,
        purpose: 'receipt',
        challenge: null,
      } as const
      const body = JSON.stringify({ v: 1, log: change.log ?? log, have, time: 1 })
      writeFileSync(`${whole}.ggreceipt`, await seal(await importPrivateKey(by), claims, body))
    }
    await put(head)
    expect(await verify(whole)).toMatchObject({ fault: null, witnessed: EVENTS })
    await put({ seq: EVENTS, hash: 'f'.repeat(64) })
    expect((await verify(whole)).fault).toMatchObject({ kind: 'bad-receipt', line: EVENTS + 1 })
    await put(head, { log: other.log })
    expect((await verify(whole)).fault).toMatchObject({ kind: 'bad-receipt' })
    await put(head, { signer: other })
    expect(await verify(whole)).toMatchObject({ fault: { kind: 'bad-receipt' }, witnessed: null })
    rmSync(`${whole}.ggreceipt`)
  })

  it('finds every one of 1,000 flipped bytes (S17)', async () => {
    const bytes = readFileSync(whole)
    const unnoticed: number[] = []
    // gzip's own header says nothing about what is in the file.
    for (const { at, flipped } of flipBytes(bytes, 1000, 10)) {
      writeFileSync(spoilt, flipped)
      const { fault } = await verify(spoilt)
      if (fault === null || fault.line === null) unnoticed.push(at)
    }
    expect(unnoticed).toEqual([])
  })

  it(`takes ${MANY.toLocaleString('en')} events in less than 200 MB, the whole program counted (L23)`, async () => {
    const many = join(folder, 'many.gglog')
    await writeInventedFile(many, invented, textsOf(invented, MANY), MANY)
    const atTheEnd = "process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS)))"
    const args = ['--max-semi-space-size=2', `--import=data:text/javascript,${encodeURIComponent(atTheEnd)}`]
    const done = spawnSync(process.execPath, [...args, 'scripts/verify-log.ts', many], { encoding: 'utf8' })
    expect(done.stdout).toContain(`${MANY} (1–${MANY})`)
    expect(Number(done.stderr) / 1024).toBeLessThan(200)
  }, 300_000)
})
