import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EnrolmentTicket } from '../../core/wire/wire.ts'
import { createAccount } from '../../db/district/accounts/accounts.ts'
import { openDistrictForVerifying } from '../../db/district/chain/open-for-verifying.ts'
import { rowsOf } from '../../db/district/engine/district-db.ts'
import { makeDistrictKeys } from '../../district/context/district-keys.ts'
import { PAPERS } from '../../district/papers/papers.ts'
import { fileKeyStore } from '../../kiosk/keys/device-key.ts'
import { answerRequest } from '../../kiosk/service/answer-request.ts'
import { verifyDistrict } from '../../scripts/verify-log/verify-district.ts'
import { verifyKiosk } from '../../scripts/verify-log/verify-kiosk.ts'
import { contentOf, tracesOf } from '../support/code-traces.ts'
import { createTestDistrict, type TestDistrict } from '../support/create-test-district.ts'
import { createTestKiosk, newId, type TestKiosk } from '../support/create-test-kiosk.ts'
import { createDistrictBrowser, type DistrictBrowser } from '../support/district-browser.ts'
import { districtSeed } from '../support/district-seed.ts'
import { eventually } from '../support/eventually.ts'
import { testBadge } from '../support/test-badge.ts'

/** Wednesday 18 November 2026, 07:20 in Việt Nam. */
const START = Date.UTC(2026, 10, 18, 0, 20)
const MONTH = '2026-11'
const PEOPLE = ['a1', 'a2', 'a3', 'b1']

/** Identity cards as their codes say: number, old number, name, birthday, sex, home, date. */
const CARDS = [
  '001090999888|012349876|PHAM THI BI MAT|01011990|Nữ|Số 5 ngõ Kín, Phường Kín|15042021',
  '079200123457||LÊ VĂN GIẤU|31121999|Nam|Ấp Khuất, Xã Xa|02022022',
]
const CARD_PARTS = CARDS.flatMap((card) => card.split('|').filter((part) => part.length > 7))
const PINS = { administrator: '58203917', leader: '71940628', staff: '90361542', first: '60493827' }
const PASSWORD = 'mot cau mat khau rieng 81'
const NEW_PASSWORD = 'cau mat khau thu hai 27 chu'
/** A name that stands nowhere else. */
const NAME = 'Đặng Quỳnh Hiếm Gặp'

describe('what a kiosk and a district keep (S15, D14, D19)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'giogiac-privacy-'))
  const stick = join(folder, 'stick')
  const data = join(folder, 'district')
  const logged: string[] = []
  const answers: string[] = []
  const secrets = new Map<string, string>()
  let district: TestDistrict
  let kiosk: TestKiosk
  let staff: DistrictBrowser

  const keep = (name: string, value: unknown): string => {
    const text = String(value)
    expect(text.length, name).toBeGreaterThan(5)
    secrets.set(name, text)
    return text
  }
  const posted = async (path: string, body: unknown) => {
    const answer = await staff.post(path, body)
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300)
    return answer.body as Record<string, unknown>
  }

  beforeAll(async () => {
    for (const each of [stick, data]) mkdirSync(each)
    const sink = new Writable({
      write(chunk, _encoding, done) {
        logged.push(String(chunk))
        done()
      },
    })
    const seed = districtSeed()
    const made = await makeDistrictKeys()
    district = await createTestDistrict({
      place: { kind: 'pglite', directory: data },
      now: START,
      keys: made.keys,
      logger: pino({ level: 'trace' }, sink),
      seed: {
        ...seed,
        people: (seed.people ?? []).map((person) =>
          person.id === 'a1' ? { ...person, name: NAME } : person,
        ),
        badges: PEOPLE.map((person, i) => ({ digest: testBadge(i).digest, person })),
      },
    })
    for (const [username, role] of [
      ['quan', 'district-administrator'],
      ['he', 'system-administrator'],
    ] as const) {
      const account = {
        username,
        displayName: 'Cán bộ',
        role,
        point: null,
        organisation: null,
        password: PASSWORD,
      }
      expect(await createAccount(district.database.db, account)).toMatchObject({ kind: 'created' })
    }
    await useDistrict()
    await useKiosk()
  })
  afterAll(async () => {
    await kiosk?.close()
    await district?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Everything that has a secret in it is done once: passwords, one-time codes, tokens, tickets, a second factor. */
  async function useDistrict(): Promise<void> {
    keep('password', PASSWORD)
    keep('new password', NEW_PASSWORD)
    staff = createDistrictBrowser(district)
    expect((await staff.signIn('he', PASSWORD)).status).toBe(204)
    keep('session', staff.cookie?.split('=')[1])
    const account = {
      username: 'moi',
      displayName: 'Mới',
      role: 'system-administrator',
      organisation: null,
      point: null,
    }
    const code = keep('one-time code', (await posted('/api/v1/accounts', account)).code)
    await posted('/api/v1/choose-password', { username: 'moi', code, password: NEW_PASSWORD })
    const token = { name: 'Phần mềm lương', permissions: ['kiosks.read'], organisation: null, days: 30 }
    keep('API token', (await posted('/api/v1/api-tokens', token)).token)
    keep('second factor', (await posted('/api/v1/me/second-factor', { password: PASSWORD })).secret)
    expect((await staff.signIn('he', `${PASSWORD} sai`)).status).toBe(401)
    staff = createDistrictBrowser(district)
    expect((await staff.signIn('quan', PASSWORD)).status).toBe(204)
    keep('another session', staff.cookie?.split('=')[1])
  }

  /** A kiosk is enrolled, people come and go, cards are held before it, the log goes up and onto a stick. */
  async function useKiosk(): Promise<void> {
    const made = await posted('/api/v1/enrolments', { point: 'point-a', name: 'Quầy 1' })
    const ticket = String(made.ticket)
    const read = EnrolmentTicket.parse(JSON.parse(Buffer.from(ticket.slice(16), 'base64url').toString()))
    keep('enrolment code', read.code)
    kiosk = await createTestKiosk({
      directory: null,
      start: START,
      sticks: () => [stick],
      log: (...line) => logged.push(JSON.stringify(line)),
    })
    const { api } = kiosk.service
    kiosk.service.start()
    const address = { ...read, address: district.address }
    const own = `giogiac-enrol:1:${Buffer.from(JSON.stringify(address)).toString('base64url')}`
    expect(await api.enrol({ ticket: own, name: 'Quầy 1' })).toMatchObject({ kind: 'enrolled' })
    keep('private key', fileKeyStore(kiosk.dataDirectory).load()?.privateKey)
    await api.setAdministratorPin({ pin: PINS.administrator })
    const opened = await api.openVisit({ for: 'administrator', pin: PINS.administrator })
    const visit = opened.kind === 'opened' ? opened.visit : ''
    for (const [person, pin] of [
      ['a2', PINS.leader],
      ['a1', PINS.staff],
    ] as const) {
      await eventually(async () =>
        expect(await api.setPin({ visit, person, pin: PINS.first })).toMatchObject({ kind: 'set' }),
      )
      const proof = { kind: 'person', person, pin: PINS.first } as const
      expect(await api.changePin({ proof, next: pin })).toEqual({ kind: 'set' })
    }
    for (const [i] of PEOPLE.entries())
      expect(await kiosk.scan(testBadge(i).code)).toMatchObject({ kind: 'recorded' })
    for (const card of CARDS) {
      expect(await kiosk.scan(card)).toMatchObject({ kind: 'refused', class: 'identity-card' })
      const input = { id: newId(), code: card, method: 'thoughts' }
      answers.push(JSON.stringify(await answerRequest(kiosk.service, { call: 1, method: 'scan', input })))
    }
    expect(await api.openVisit({ for: 'administrator', pin: '58203918' })).toMatchObject({
      kind: 'pin-wrong',
    })
    expect(await api.exportLog({ visit })).toMatchObject({ kind: 'exported' })
    await eventually(async () => expect((await api.state({})).sync).toMatchObject({ waiting: 0 }))
  }

  /** Bytes of both folders, of every line that was logged, and of what is carried about, inflated. */
  const places = () => {
    const exported = contentOf(stick).map((file) =>
      gunzipSync(Buffer.from(file, 'latin1')).toString('latin1'),
    )
    const lines = Buffer.from(logged.join('\n')).toString('latin1')
    return [...contentOf(kiosk.dataDirectory), ...contentOf(data), ...exported, lines, ...answers]
  }
  const plain = (texts: readonly string[], where: readonly string[]): string[] =>
    texts.filter((text) => {
      const bytes = Buffer.from(text)
      const forms = [
        bytes.toString('latin1'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('hex'),
      ]
      return forms.some((form) => where.some((place) => place.includes(form)))
    })

  it('holds nothing of an identity card, no badge code, PIN, password or token, in no file, log or export', async () => {
    // An error on the way, so that the log has one to tell of.
    await district.database.db.execute(sql`alter table day_results rename to day_results_gone`)
    expect((await staff.get(`/api/v1/people/a1/months/${MONTH}`)).status).toBe(500)
    await district.database.db.execute(sql`alter table day_results_gone rename to day_results`)
    const where = places()
    expect(tracesOf([...CARDS, ...CARD_PARTS], where)).toEqual([])
    expect(
      plain(
        PEOPLE.map((_, i) => testBadge(i).code),
        where,
      ),
    ).toEqual([])
    expect(plain(Object.values(PINS), where)).toEqual([])
    const { dataDirectory } = kiosk
    const keyFile = readFileSync(join(dataDirectory, 'device-key.json'), 'latin1')
    for (const [name, secret] of secrets) {
      const found = where.filter((place) => plain([secret], [place]).length > 0)
      // The private key rests in its own file, and its owner alone reads it.
      expect(found, name).toEqual(name === 'private key' ? [keyFile] : [])
    }
    expect(statSync(join(dataDirectory, 'device-key.json')).mode & 0o777).toBe(0o600)
  })

  it('would be found out if it did: the same search finds what was planted', () => {
    const planted = join(kiosk.dataDirectory, 'planted.txt')
    const badge = testBadge(0).code
    expect(plain([testBadge(0).digest], places())).toEqual([testBadge(0).digest])
    for (const [text, form] of [
      [CARDS[0] ?? '', 'plain'],
      [badge, 'base64'],
      [PINS.leader, 'plain'],
      [secrets.get('API token') ?? '', 'hex'],
    ] as const) {
      const bytes = Buffer.from(`x${text}x`)
      writeFileSync(planted, form === 'plain' ? bytes : Buffer.from(text).toString(form))
      expect(plain([text], places()), form).toEqual([text])
    }
    rmSync(planted)
  })

  it('has names where they can be erased, and none in the log, an export, a log line or the audit log', async () => {
    const { db } = district.database
    const texts = rowsOf<{ text: string }>(
      await db.execute(sql`select text from events union all select text from audit_log`),
    ).map(({ text }) => Buffer.from(text).toString('latin1'))
    expect(texts.length).toBeGreaterThan(10)
    const exported = contentOf(stick).map((file) =>
      gunzipSync(Buffer.from(file, 'latin1')).toString('latin1'),
    )
    expect(plain([NAME], [...texts, ...exported, logged.join('\n')])).toEqual([])
    expect(plain([NAME], contentOf(kiosk.dataDirectory))).toEqual([NAME])
  })

  it('erases a person’s name row, and every page, report and chain still works (D21)', async () => {
    const { db } = district.database
    await posted('/api/v1/people/a1/leave', { on: '2026-11-17' })
    await posted('/api/v1/people/a1/erase', { reason: 'Theo yêu cầu của người lao động' })
    const pages = [
      '/api/v1/me',
      '/api/v1/today?date=2026-11-18',
      '/api/v1/points/point-a/days/2026-11-18',
      `/api/v1/people/a1/months/${MONTH}`,
      '/api/v1/people/a1',
      '/api/v1/people?state=all',
      '/api/v1/kiosks',
      '/api/v1/badges',
      `/api/v1/months/${MONTH}`,
      `/api/v1/points/point-a/months/${MONTH}`,
      '/api/v1/audit',
      '/api/v1/audit/verified',
    ]
    for (const page of pages) {
      const { status, text } = await staff.get(page)
      expect(
        status === 200 || (page.startsWith('/api/v1/audit') && status === 403),
        `${page} ${status} ${text}`,
      ).toBe(true)
      expect(text.includes(NAME), page).toBe(false)
    }
    for (const paper of Object.keys(PAPERS)) {
      const { status, text } = await staff.get(`/api/v1/points/point-a/months/${MONTH}/papers/${paper}`)
      expect({ paper, status, named: text.includes(NAME) }).toEqual({ paper, status: 200, named: false })
    }
    const tables = rowsOf<{ name: string }>(
      await db.execute(sql`select tablename as name from pg_tables where schemaname = 'public'`),
    )
    expect(tables.length).toBeGreaterThan(10)
    for (const { name } of tables) {
      const rows = rowsOf<{ row: string }>(
        await db.execute(sql.raw(`select t::text as row from "${name}" t`)),
      )
      expect(
        rows.filter(({ row }) => row.includes(NAME)),
        name,
      ).toEqual([])
    }
    await kiosk.service.api.syncNow({})
    const kioskRows = () => {
      const log = new Database(join(kiosk.dataDirectory, 'log.db'), { readonly: true })
      const documents = log.prepare('SELECT document FROM directory').pluck().all().join('')
      log.close()
      return documents
    }
    await eventually(() => expect(kioskRows()).not.toContain(NAME))
    expect(await kiosk.scan(testBadge(0).code)).toMatchObject({ kind: 'recorded' })
    expect(await verifyKiosk(join(kiosk.dataDirectory, 'log.db'), null)).toMatchObject({ fault: null })
    await district.stop()
    const opened = await openDistrictForVerifying({ kind: 'pglite', directory: data })
    if (opened.kind !== 'opened') throw new Error(opened.kind)
    const faults: unknown[] = []
    for await (const { fault } of verifyDistrict(opened.district)) faults.push(fault)
    await opened.district.close()
    expect(faults).toEqual([null])
    district = await createTestDistrict({ place: { kind: 'pglite', directory: data }, now: START })
  })
})
