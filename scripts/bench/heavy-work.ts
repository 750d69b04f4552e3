import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { PAPER_NAMES, type PaperName } from '../../district/papers/papers.ts'
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
const READINGS = 100_000
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
  const list = listOfPeople(0).toString('base64')
  const readings = readingsOfOldMachine()
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
      name: `a list of ${ROWS} people taken in`,
      async act(time) {
        const file = listOfPeople(time + 1).toString('base64')
        const shown = JSON.parse(await post(admin, 'people/import/preview', { format: 'xlsx', file }))
        await post(admin, 'people/import', { format: 'xlsx', file, digest: shown.digest, partly: 'yes' })
      },
    },
    {
      name: 'a change of rules looked at',
      act: () => post(admin, 'rules/preview', { remove: [], add: [laterHours()], month: MONTH }),
    },
    {
      name: `${READINGS} readings of an old machine`,
      async act(time) {
        const path = `imports/attlog?name=a.dat&point=${wardOf(0)}&source=s${time}&layout=push`
        const headers = { 'content-type': 'application/vnd.giogiac.attlog' }
        const { id } = JSON.parse(await ask(clerk, path, { method: 'POST', headers, body: readings }))
        const state = async (): Promise<string> => JSON.parse(await ask(clerk, `imports/${id}`)).state
        while ((await state()) === 'running') await setTimeout(200)
        if ((await state()) !== 'taken') throw new Error(await state())
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

/** A workbook: half of them are known and get a new title, half are new. @param edition of titles and of new people */
function listOfPeople(edition: number): Buffer {
  const rows = Array.from({ length: ROWS }, (_, index) => {
    const ward = Math.floor(index / 20)
    const name = PEOPLE[(ward * 3 + (index % 20) * 7) % PEOPLE.length]?.name ?? ''
    const isKnown = index % 2 === 0
    return [
      isKnown ? name : `Trần Văn Mới ${edition} ${index}`,
      `Chuyên viên ${edition}`,
      isKnown ? '' : `M${edition}-${index}`,
      `Phường Mẫu ${ward}`,
    ]
  })
  return writeXlsx([['Họ và tên', 'Chức danh', 'Mã số', 'Điểm tiếp nhận'], ...rows])
}

/** Hours of the whole district that begin half an hour later. */
function laterHours() {
  const sessions = [
    ['08:00', '11:30'],
    ['13:00', '17:00'],
  ]
  const weekdays = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, sessions]))
  const scope = { kind: 'organisation', id: 'district' }
  return { kind: 'hours', value: { scope, weekdays, validFrom: '2027-01-01', document: '1/QĐ' } }
}

function readingsOfOldMachine(): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return Array.from({ length: READINGS }, (_, index) => {
    const [day, minute] = [1 + (index % 28), Math.floor(index / 28) % 1_440]
    const at = `2026-${two(1 + (index % 10))}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`
    return `${index % 400}\t${at}\t${index % 2}\t1`
  }).join('\n')
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
