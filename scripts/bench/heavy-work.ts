import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { PAPER_NAMES, type PaperName } from '../../district/month/papers.ts'
import { PEOPLE } from '../../tests/support/invented-people.ts'
import { writeXlsx } from '../../tests/support/write-xlsx.ts'
import { MONTH, wardOf } from './fill-district.ts'

export interface Work {
  readonly name: string
  /** @param time how often it was done before */
  act(time: number): Promise<unknown>
}

export interface Workplace {
  readonly address: string
  readonly publicKey: string
  /** Cookies of an administrator, and of a clerk who sees `ward-0` alone. */
  readonly admin: string
  readonly clerk: string
  readonly clerks: readonly string[]
  readonly password: string
}

const ROWS = 2_000
const CARDS = 300
const MEGABYTES = 60
const JSON_TYPE = { 'content-type': 'application/json' }

/** What people do that takes a server long, each as a page asks for it. */
export function heavyWork({ address, publicKey, admin, clerk, clerks, password }: Workplace): Work[] {
  let from = 0
  const ask = async (cookie: string, path: string, init: RequestInit = {}): Promise<string> => {
    const forwarded = `10.0.${Math.floor(++from / 250)}.${(from % 250) + 1}`
    const headers = { cookie, origin: address, 'x-forwarded-for': forwarded, ...init.headers }
    const response = await fetch(`${address}/api/v1/${path}`, { ...init, headers })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text.slice(0, 200)}`)
    return text
  }
  const post = (cookie: string, path: string, body: unknown) =>
    ask(cookie, path, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) })
  const paper = (ward: number, name: PaperName) =>
    ask(admin, `points/${wardOf(ward)}/months/${MONTH}/papers/${name}`)
  const list = listOfPeople().toString('base64')
  const people = Array.from(
    { length: CARDS },
    (_, index) => `${wardOf(index % 100)}-p${Math.floor(index / 100)}`,
  )
  const foreign = logOfAnother(publicKey)
  return [
    { name: 'nothing', act: () => setTimeout(4_000) },
    {
      name: `${clerks.length} sign-ins at once`,
      act: () => Promise.all(clerks.map((username) => post('', 'sign-in', { username, password }))),
    },
    {
      name: `a list of ${ROWS} people shown`,
      async act() {
        const shown = await post(admin, 'people/import/preview', { format: 'xlsx', file: list })
        if (!shown.includes('"kind":"readable"')) throw new Error(shown)
      },
    },
    {
      name: `${CARDS} badges printed`,
      act: () => post(admin, 'badges', { who: { kind: 'people', people } }),
    },
    {
      name: 'a month’s papers printed, the month closed',
      async act(time) {
        for (const name of PAPER_NAMES) await paper(time + 1, name)
        const body = { acceptUnknown: true, note: 'Máy hỏng' }
        await post(admin, `points/${wardOf(time + 1)}/months/${MONTH}/lock`, body)
      },
    },
    {
      name: 'a month as XLSX and CSV',
      async act(time) {
        await paper(time + 50, 'bang-cham-cong.xlsx')
        await paper(time + 50, 'bang-cham-cong.csv')
        await paper(time + 50, 'nguon-so-lieu.csv')
      },
    },
    {
      name: `${MEGABYTES} MB of another ward’s log sent`,
      act: (time) =>
        ask(clerk, `imports/gglog?name=${time}.gglog`, {
          method: 'POST',
          headers: { 'content-type': 'application/vnd.giogiac.gglog' },
          body: foreign,
        }),
    },
    { name: 'trends of the whole district', act: () => ask(admin, `trends?month=${MONTH}`) },
  ]
}

/** A workbook: half of them are known and get a new title, half are new. */
function listOfPeople(): Buffer {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const ward = Math.floor(index / 20)
    const name = PEOPLE[(ward * 3 + (index % 20) * 7) % PEOPLE.length]?.name ?? ''
    const isKnown = index % 2 === 0
    return [
      isKnown ? name : `Trần Văn Mới ${index}`,
      'Chuyên viên',
      isKnown ? '' : `M${index}`,
      `Phường Mẫu ${ward}`,
    ]
  })
  return writeXlsx([['Họ và tên', 'Chức danh', 'Mã số', 'Điểm tiếp nhận'], ...rows])
}

/** A file as a kiosk writes it, of a kiosk that nobody knows. */
function logOfAnother(district: string): Uint8Array<ArrayBuffer> {
  const header = {
    ...{ v: 1, kind: 'gglog', device: randomUUID(), district, log: randomUUID(), point: 'ward-1', from: 1 },
    ...{ to: 1_000, prev: '0'.repeat(64), time: 0, app: '0.1.0' },
  }
  const line = `${JSON.stringify(header)}\n${randomBytes(MEGABYTES * 1024 * 1024).toString('latin1')}`
  return new Uint8Array(gzipSync(Buffer.from(line, 'latin1'), { level: 0 }))
}
