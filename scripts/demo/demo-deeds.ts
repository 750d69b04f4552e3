import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ClaimsAnswer, ExcusePage, ExcusesDecided } from '../../core/district/excuses-api.ts'
import { MonthSheetAnswer } from '../../core/district/month-api.ts'
import type { KioskInput } from '../../core/kiosk/kiosk-api.ts'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import type { DayFlag, PersonDay } from '../../core/person-day/person-day.ts'
import { addDays } from '../../core/time.ts'
import type { KioskService } from '../../kiosk/service/create-kiosk-service.ts'
import type { DemoStaff } from './demo-staff.ts'
import type { InventedWard } from './invented-organisation.ts'
import { oldClockFile } from './old-clock-file.ts'
import { writeRules } from './write-rules.ts'

/** Who does what people do in an office and at a counter, so that no page of the demo is empty. */
export interface DeedScene {
  /** Nothing of all this has been done yet. */
  readonly isNew: boolean
  /** A person of the district's office, and the leader of the first ward, at the district's pages. */
  readonly office: DemoStaff
  readonly leader: DemoStaff
  /** The first ward's kiosk, and the PIN by which that leader opens it. */
  readonly kiosk: Pick<KioskService, 'api'>
  readonly pin: string
  readonly wards: readonly InventedWard[]
  readonly today: string
  now(): number
  isWorkday(date: string): boolean
}

const Made = z.object({ id: z.string() })
const CLAIMS = 3
const TOKEN = {
  name: 'Cổng báo cáo thành phố (mẫu)',
  permissions: ['presence.read'],
  organisation: null,
  days: 90,
} as const

/** The month before that of a date, `YYYY-MM`. */
const monthBefore = (date: string): string => addDays(`${date.slice(0, 7)}-01`, -1).slice(0, 7)

/**
 * Once: decided requests, a file of an old clock, rules of every kind, a token. At every start, where there are none
 * left: requests to decide on, words for forgotten scans of this month, the last month closed in two wards.
 */
export async function doDeeds(scene: DeedScene): Promise<void> {
  const { isNew, office, leader, today } = scene
  if (isNew) {
    await askForDecidedLeave(scene)
    await bringOldFile(scene)
    await writeRules(scene)
    await office.post('/api/v1/api-tokens', TOKEN)
  }
  const waiting = ExcusePage.parse(await leader.get('/api/v1/excuses?state=waiting'))
  if (waiting.items.length === 0) await askForLeave(scene)
  const claims = ClaimsAnswer.parse(
    await office.get(`/api/v1/claims?from=${today.slice(0, 7)}-01&to=${today}`),
  )
  if (!claims.some(({ decision }) => decision === null)) await vouch(scene)
  await closeMonths(scene)
}

/** @returns asks at the district's pages for a person to be excused on the next working day */
function asker({ leader, wards, today, isWorkday }: DeedScene) {
  let soon = addDays(today, 1)
  while (!isWorkday(soon)) soon = addDays(soon, 1)
  return async (place: number, asked: { readonly to?: string } & Record<string, string>): Promise<string> => {
    const { to = '17:00', ...more } = asked
    const person = wards[0]?.people[place]?.id ?? ''
    const span = { from: `${soon}T07:30`, to: `${soon}T${to}` }
    return Made.parse(await leader.post('/api/v1/excuses', { person, ...span, ...more })).id
  }
}

/** The leader has asked for two people, and the office has decided about them. */
async function askForDecidedLeave(scene: DeedScene): Promise<void> {
  const ask = asker(scene)
  const approved = await ask(2, { code: 'P', document: '24/GNP', reason: 'Việc gia đình' })
  const refused = await ask(3, { code: 'P', reason: 'Việc riêng, trùng lịch trực' })
  const decide = async (id: string, decision: 'approve' | 'refuse', note: string) => {
    const answer = await scene.office.post('/api/v1/excuses/decisions', { ids: [id], decision, note })
    const [result] = ExcusesDecided.parse(answer).results
    if (result?.outcome !== `${decision}d`) throw new Error(`${decision}: ${result?.outcome}`)
  }
  await decide(approved, 'approve', '')
  await decide(refused, 'refuse', 'Hôm đó thiếu người trực quầy')
}

/** The leader asks for two people. */
async function askForLeave(scene: DeedScene): Promise<void> {
  const ask = asker(scene)
  const reason = 'Dự hội nghị triển khai dịch vụ công tại thành phố'
  await ask(4, { to: '11:30', code: 'CT', document: '118/GM-UBND', reason })
  await ask(5, { code: 'P', reason: 'Đưa con đi khám' })
}

type Missing = Extract<DayFlag['code'], 'missing-in' | 'missing-out' | 'late'>
const REASONS: Readonly<Record<Missing, string>> = {
  'missing-in': 'Có mặt đúng giờ, quên quét thẻ',
  'missing-out': 'Làm đến hết giờ, quên quét thẻ khi về',
  late: 'Có mặt từ đầu giờ, ra đón đoàn kiểm tra nên quét thẻ sau',
}

/**
 * The leader confirms at the kiosk what this month has missed so far: each kind once. On its first days, when nothing is
 * missing yet, it is that somebody is at the counter already this morning.
 */
async function vouch({ kiosk, pin, wards, today, now, isWorkday }: DeedScene): Promise<void> {
  const { api } = kiosk
  const leader = wards[0]?.people[0]?.id ?? ''
  const opened = await api.openVisit({ for: 'leader', proof: { kind: 'person', person: leader, pin } })
  if (opened.kind !== 'opened') throw new Error(`the demo's leader at the kiosk: ${opened.kind}`)
  const { visit } = opened
  const peopleOn = async (date: string) => {
    const seen = await api.presence({ visit, date })
    if (seen.kind !== 'presence') throw new Error(`presence at the demo's kiosk: ${seen.kind}`)
    return seen.people.filter(({ id }) => id !== leader)
  }
  const say = async (word: Omit<KioskInput<'claim'>, 'id' | 'visit'>) => {
    const said = await api.claim({ id: uuidV7(now(), randomBytes), visit, ...word })
    if (said.kind !== 'recorded') throw new Error(`a word for a forgotten scan: ${said.kind}`)
    made++
  }
  const wanted: Missing[] = ['missing-out', 'late', 'missing-in']
  let made = 0
  const first = `${today.slice(0, 7)}-01`
  for (let date = addDays(today, -1); date >= first && made < CLAIMS; date = addDays(date, -1)) {
    if (!isWorkday(date)) continue
    for (const { id, day } of await peopleOn(date)) {
      const claim = claimOf(day, wanted)
      if (claim === null) continue
      const { why, ...mark } = claim
      wanted.splice(wanted.indexOf(why), 1)
      await say({ person: id, date, ...mark, reason: REASONS[why] })
      break
    }
  }
  const awaited = (await peopleOn(today)).find(({ presence }) => presence === 'not-arrived')
  const begun = awaited?.day.sessions[0]?.start
  if (made === 0 && awaited !== undefined && begun !== undefined) {
    const mark = { session: 0, side: 'in', at: begun } as const
    await say({ person: awaited.id, date: today, ...mark, reason: 'Đang tiếp dân, chưa kịp quét' })
  }
  await api.closeVisit({ visit })
}

/** What a leader could confirm about a day, of the kinds wanted. */
function claimOf(
  day: PersonDay,
  wanted: readonly Missing[],
): { why: Missing; session: number; side: 'in' | 'out'; at: number } | null {
  for (const { code, session } of day.flags) {
    const why = wanted.find((kind) => kind === code)
    const scheduled = session === undefined ? undefined : day.sessions[session]
    if (why === undefined || session === undefined || scheduled === undefined) continue
    return why === 'missing-out'
      ? { why, session, side: 'out', at: scheduled.end }
      : { why, session, side: 'in', at: scheduled.start }
  }
  return null
}

/** The second ward still had its old clock last month: its file is kept as evidence. */
async function bringOldFile({ office, wards, today, isWorkday }: DeedScene): Promise<void> {
  const ward = wards[1]
  if (ward === undefined) return
  const file = oldClockFile(ward.people, `${monthBefore(today)}-01`, isWorkday)
  const asked = new URLSearchParams({ name: '1_attlog.dat', point: ward.point.id, source: '1' })
  await office.upload(`/api/v1/imports/attlog?${asked}`, 'application/vnd.giogiac.attlog', file)
}

/** One that somebody opened again stays open. */
async function closeMonths({ office, wards, today }: DeedScene): Promise<void> {
  for (const { point } of wards.slice(0, 2)) {
    const month = `/api/v1/points/${point.id}/months/${monthBefore(today)}`
    const { lock, history } = MonthSheetAnswer.parse(await office.get(month))
    if (lock !== null || history.length > 0) continue
    await office.post(`${month}/lock`, {
      acceptUnknown: true,
      note: 'Đã đối chiếu với sổ trực của phường',
    })
  }
}
