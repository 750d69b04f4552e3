import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { request as ask, type ClientRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDistrict, type TestDistrict } from '../../support/create-test-district.ts'
import type { TestKiosk } from '../../support/create-test-kiosk.ts'
import type { DistrictBrowser } from '../../support/district-browser.ts'
import { eventually } from '../../support/eventually.ts'
import { createLoneKiosk, exportTo, scanTimes } from '../../support/lone-kiosk.ts'
import { openAccount } from '../../support/open-account.ts'

const START = Date.UTC(2026, 10, 16, 0, 15)
const MOST_BYTES = 64 * 1024 * 1024
const GGLOG = 'application/vnd.giogiac.gglog'
const ATTLOG = 'application/vnd.giogiac.attlog'

let root: string
let folder: string
let district: TestDistrict
let kiosk: TestKiosk
let clerk: DistrictBrowser
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'giogiac-uploads-'))
  folder = join(root, 'uploads')
  mkdirSync(folder)
  writeFileSync(join(folder, 'left-behind'), 'x')
  district = await createTestDistrict({ now: START, uploadsDirectory: folder })
  kiosk = await createLoneKiosk(district, { start: START, stick: root })
  clerk = await openAccount(district, { username: 'van.thu', role: 'clerk', organisation: 'ward-a' })
})
afterAll(async () => {
  await kiosk?.close()
  await district?.stop()
  rmSync(root, { recursive: true, force: true })
})

/** Files in the folder that this process, in which the server runs, still holds open. */
const heldOpen = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(`${folder}/`)
    } catch {
      return false
    }
  }).length
const isLinux = process.platform === 'linux'
const nothingLeft = () =>
  eventually(async () => {
    expect(readdirSync(folder)).toEqual([])
    if (isLinux) expect(heldOpen()).toBe(0)
  })

/** Begins to send a file. @param length `null`: it does not say how long it is */
function begin(path: string, type: string, length: number | null) {
  const request: ClientRequest = ask(`${district.address}/api/v1/imports/${path}`, {
    method: 'POST',
    headers: {
      cookie: clerk.cookie ?? '',
      origin: district.address,
      'content-type': type,
      ...(length === null ? {} : { 'content-length': length }),
    },
  })
  request.on('error', () => {})
  const answered = new Promise<number>((resolve) =>
    request.on('response', ({ statusCode }) => resolve(statusCode ?? 0)),
  )
  return { answered, request }
}

it('what a server that was ended left behind is gone when it starts', () => {
  expect(readdirSync(folder)).toEqual([])
})

it.each([
  ['a point that is not theirs', 'attlog?name=a&source=s&point=point-b', ATTLOG, 404],
  ['a point that nobody knows', 'attlog?name=a&source=s&point=nowhere', ATTLOG, 404],
  ['no name', 'gglog', GGLOG, 400],
  ['a name that no database keeps', 'gglog?name=a%00', GGLOG, 400],
  ['another kind of content', 'gglog?name=a', 'application/json', 415],
  ['a file that says to be too large', 'gglog?name=a', GGLOG, 413],
  ['an old machine’s file that says to be too large', 'attlog?name=a&source=s&point=point-a', ATTLOG, 413],
])('%s is answered before a byte of the file is read', async (_what, path, type, status) => {
  const { answered, request } = begin(
    path,
    type,
    path === 'gglog?name=a' && status === 413 ? MOST_BYTES + 1 : 40_000_000,
  )
  request.flushHeaders()
  expect(await answered).toBe(status)
  request.destroy()
  await nothingLeft()
})

it('of a file that is too large it is said how large one may be, and what to do', async () => {
  const { request } = begin('attlog?name=a&source=s&point=point-a', ATTLOG, 40_000_000)
  const said = new Promise<string>((resolve) =>
    request.on('response', (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve(text))
    }),
  )
  request.flushHeaders()
  expect(JSON.parse(await said).detail).toMatch(/lớn quá 24 MB\. Hãy xuất từng khoảng ngày/)
  request.destroy()
  await nothingLeft()
})

it('a file that turns out too large is refused, and nothing is left of it', async () => {
  const { answered, request } = begin('gglog?name=a', GGLOG, null)
  const piece = Buffer.alloc(1024 * 1024)
  for (let sent = 0; sent <= MOST_BYTES && !request.destroyed; sent += piece.length) {
    if (request.write(piece)) continue
    await Promise.race([new Promise((done) => request.once('drain', done)), answered])
  }
  request.write(piece)
  expect(await answered).toBe(413)
  request.destroy()
  await nothingLeft()
})

it('a file that is cut off in the middle leaves nothing', async () => {
  const { request } = begin('gglog?name=a', GGLOG, 40_000_000)
  request.write(Buffer.alloc(300_000))
  if (isLinux) await eventually(async () => expect(heldOpen()).toBe(1))
  request.destroy()
  await nothingLeft()
})

it('nothing is left of a file once it has been read, taken or not', async () => {
  await scanTimes(kiosk, 5)
  const log = readFileSync(await exportTo(root, kiosk))
  for (const [path, type, body, status] of [
    ['gglog?name=a', GGLOG, log, 202],
    ['gglog?name=a', GGLOG, Buffer.from('x'), 202],
    ['gglog?name=a', GGLOG, Buffer.alloc(0), 202],
    ['attlog?name=a&source=s&point=point-a', ATTLOG, Buffer.from('PK'), 422],
    [
      'attlog?name=a&source=s&point=point-a&layout=usb',
      ATTLOG,
      Buffer.from('1\t2025-06-02 07:28:13\t3\t0\t1\t0'),
      202,
    ],
  ] as const) {
    const { answered, request } = begin(path, type, body.length)
    request.end(body)
    expect(await answered, path).toBe(status)
    await nothingLeft()
  }
  await eventually(async () => {
    const { items } = JSON.parse((await clerk.get('/api/v1/imports')).text)
    expect(items.map(({ state }: { state: string }) => state).toSorted()).toEqual([
      'refused',
      'refused',
      'taken',
      'taken',
    ])
  })
})
