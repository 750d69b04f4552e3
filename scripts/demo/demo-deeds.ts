import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ExcusesDecided } from '../../core/district/excuses-api.ts'
import type { DayFlag, PersonDay } from '../../core/district-api.ts'
import { uuidV7 } from '../../core/log/uuid-v7.ts'
import { addDays } from '../../core/time.ts'
import type { KioskService } from '../../kiosk/create-kiosk-service.ts'
import type { DemoStaff } from './demo-staff.ts'
import type { InventedWard } from './invented-organisation.ts'
import { oldClockFile } from './old-clock-file.ts'

/** Who does what people do in an office and at a counter, so that no page of the demo is empty. */
export interface DeedScene {
  /** A person of the district's office, and the leader of the first ward, at the district's pages. */
  readonly office: DemoStaff
  readonly leader: DemoStaff
  /** The first ward's kiosk, and the PIN by which that leader opens it. */
  readonly kiosk: Pick<KioskService, 'api'>
  readonly pin: string
  readonly wards: readonly InventedWard[]
  readonly today: string
  /** `YYYY-MM`, over and delivered. */
  readonly lastMonth: string
  now(): number
  isWorkday(date: string): boolean
}

const Made = z.object({ id: z.string() })
const CLAIMS = 3
export const DAYS_LOOKED_BACK = 20

/** Requests to decide on, words for forgotten scans, a file of an old clock, two closed months. */
export async function doDeeds(scene: DeedScene): Promise<void> {
  await askForLeave(scene)
  await vouch(scene)
  await bringOldFile(scene)
  await closeMonths(scene)
}

/** The leader asks for four people; the office has decided about two of them. */
async function askForLeave({ office, leader, wards, today, isWorkday }: DeedScene): Promise<void> {
  const [, , first, second, third, fourth] = wards[0]?.people ?? []
  let soon = addDays(today, 1)
  while (!isWorkday(soon)) soon = addDays(soon, 1)
  const ask = async (person: string | undefined, more: Record<string, string>) =>
    Made.parse(await leader.post('/api/v1/excuses', { person: person ?? '', ...more })).id
  const day = { from: `${soon}T07:30`, to: `${soon}T17:00` }
  const approved = await ask(first?.id, { ...day, code: 'P', document: '24/GNP', reason: 'Việc gia đình' })
  const refused = await ask(second?.id, { ...day, code: 'P', reason: 'Việc riêng, trùng lịch trực' })
  await ask(third?.id, {
    from: `${soon}T07:30`,
    to: `${soon}T11:30`,
    code: 'CT',
    document: '118/GM-UBND',
    reason: 'Dự hội nghị triển khai dịch vụ công tại thành phố',
  })
  await ask(fourth?.id, { ...day, code: 'P', reason: 'Đưa con đi khám' })
  const decide = async (id: string, decision: 'approve' | 'refuse', note: string) => {
    const answer = await office.post('/api/v1/excuses/decisions', { ids: [id], decision, note })
    const [result] = ExcusesDecided.parse(answer).results
    if (result?.outcome !== `${decision}d`) throw new Error(`${decision}: ${result?.outcome}`)
  }
  await decide(approved, 'approve', '')
  await decide(refused, 'refuse', 'Hôm đó thiếu người trực quầy')
}

type Missing = Extract<DayFlag['code'], 'missing-in' | 'missing-out' | 'late'>
const REASONS: Readonly<Record<Missing, string>> = {
  'missing-in': 'Có mặt đúng giờ, quên quét thẻ',
  'missing-out': 'Làm đến hết giờ, quên quét thẻ khi về',
  late: 'Có mặt từ đầu giờ, ra đón đoàn kiểm tra nên quét thẻ sau',
}

/** The leader confirms at the kiosk what the last weeks have missed: each kind once, then whatever comes. */
async function vouch({ kiosk, pin, wards, today, now, isWorkday }: DeedScene): Promise<void> {
  const { api } = kiosk
  const leader = wards[0]?.people[0]?.id ?? ''
  const opened = await api.openVisit({ for: 'leader', proof: { kind: 'person', person: leader, pin } })
  if (opened.kind !== 'opened') throw new Error(`the demo's leader at the kiosk: ${opened.kind}`)
  const { visit } = opened
  const wanted: Missing[] = ['missing-out', 'late', 'missing-in']
  let made = 0
  for (let back = 1; back <= DAYS_LOOKED_BACK && made < CLAIMS; back++) {
    const date = addDays(today, -back)
    if (!isWorkday(date)) continue
    const seen = await api.presence({ visit, date })
    if (seen.kind !== 'presence') throw new Error(`presence at the demo's kiosk: ${seen.kind}`)
    for (const { id, day } of seen.people) {
      const claim = id === leader ? null : claimOf(day, wanted)
      if (claim === null) continue
      wanted.splice(wanted.indexOf(claim.why), 1)
      const { why, ...mark } = claim
      const said = await api.claim({
        id: uuidV7(now(), randomBytes),
        visit,
        person: id,
        date,
        ...mark,
        reason: REASONS[why],
      })
      if (said.kind !== 'recorded') throw new Error(`a word for a forgotten scan: ${said.kind}`)
      made++
      break
    }
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
async function bringOldFile({ office, wards, lastMonth, isWorkday }: DeedScene): Promise<void> {
  const ward = wards[1]
  if (ward === undefined) return
  const file = oldClockFile(ward.people, `${lastMonth}-01`, isWorkday)
  const asked = new URLSearchParams({ name: '1_attlog.dat', point: ward.point.id, source: '1' })
  await office.upload(`/api/v1/imports/attlog?${asked}`, 'application/vnd.giogiac.attlog', file)
}

async function closeMonths({ office, wards, lastMonth }: DeedScene): Promise<void> {
  for (const { point } of wards.slice(0, 2)) {
    await office.post(`/api/v1/points/${point.id}/months/${lastMonth}/lock`, {
      acceptUnknown: true,
      note: 'Đã đối chiếu với sổ trực của phường',
    })
  }
}
