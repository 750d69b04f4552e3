import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import vn2025 from '../../assets/calendar/vn-2025.json' with { type: 'json' }
import vn2026 from '../../assets/calendar/vn-2026.json' with { type: 'json' }
import { makeBadgeCode } from '../../core/badge/badge-code.ts'
import { addDays, localDateOf, startOfDate, weekdayOf } from '../../core/time.ts'
import { createAccount } from '../../db/district/accounts/accounts.ts'
import { saveNotice } from '../../db/district/organisation/notices.ts'
import { seedOrganisation } from '../../db/district/organisation/seed-organisation.ts'
import type { KioskService } from '../../kiosk/service/create-kiosk-service.ts'
import { doDeeds } from './demo-deeds.ts'
import { deliver, leaningClock, ONLY_WHEN_ASKED, openDemoKiosk } from './demo-kiosk.ts'
import { demoNotices } from './demo-notices.ts'
import { choosePins, inventPins } from './demo-pins.ts'
import { DEMO_ZONE, demoSeed } from './demo-seed.ts'
import { signInAs } from './demo-staff.ts'
import { type DemoState, readDemoState, writeDemoState } from './demo-state.ts'
import { fillDays, type InventedWork } from './fill-days.ts'
import { type InventedWard, inventWards } from './invented-organisation.ts'
import type { MovableClock } from './movable-clock.ts'
import { type DemoDistrict, enrolmentTickets } from './open-district.ts'
import { finishDemo } from './unfinished-demo.ts'

export const DISTRICT_USER = 'captren'
export const LEADER_USER = 'lanhdao'
/** Somebody set the clock of this ward's kiosk by hand on one day: the district corrects it and tells of it. */
const LEANING_WARD = 2
const LEAN_MS = 17 * 60_000
/** Further than anybody keeps a demo open. */
const DAYS_AHEAD = 30

const datesOf = (kind: 'holiday' | 'make-up') =>
  new Set(
    [...vn2025, ...vn2026].filter((row) => row.enabled && row.kind.kind === kind).map((row) => row.date),
  )
const HOLIDAYS = datesOf('holiday')
const MADE_UP = datesOf('make-up')
export const isWorkday = (date: string): boolean =>
  MADE_UP.has(date) || (weekdayOf(date) <= 5 && !HOLIDAYS.has(date))

/** Where the kiosk of a ward keeps its log; the first ward's is the visitor's. */
export const kioskFolder = (data: string, wards: readonly InventedWard[], ward: InventedWard): string =>
  ward === wards[0] ? join(data, 'kiosk') : join(data, 'kiosks', ward.point.id)

/** Four to eight weeks: all of last month and this month so far. */
const firstDay = (today: string): string => `${addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)}-01`

const password = (): string => randomBytes(9).toString('base64url')

function newState(wards: readonly InventedWard[], now: number): DemoState {
  const from = firstDay(localDateOf(now, DEMO_ZONE))
  return {
    passwords: { district: password(), leader: password() },
    pins: inventPins(),
    codes: Object.fromEntries(
      wards.flatMap(({ people }) =>
        people.map(({ id }) => [id, makeBadgeCode((count) => randomBytes(count))]),
      ),
    ),
    from,
    filledTo: startOfDate(from, DEMO_ZONE),
  }
}

export interface GrownDemo {
  readonly isNew: boolean
  readonly wards: readonly InventedWard[]
  readonly state: DemoState
  readonly work: InventedWork
  remember(filledTo: number): void
}

/** Up to when the demo has lived; `null`: it is new. */
export const filledTo = (data: string): number | null =>
  readDemoState(join(data, 'demo.json'))?.filledTo ?? null

/** The demo as it was left, or a new one with everybody's badge made; nothing is written yet. */
export function planDemo(data: string, now: number): GrownDemo {
  const wards = inventWards()
  const file = join(data, 'demo.json')
  const known = readDemoState(file)
  const state = known ?? newState(wards, now)
  return {
    wards,
    state,
    isNew: known === null,
    work: { codes: state.codes, isWorkday },
    remember: (filledTo) => {
      writeDemoState(file, { ...state, filledTo })
      finishDemo(data)
    },
  }
}

async function enrolAll(
  demo: GrownDemo,
  district: DemoDistrict,
  services: ReadonlyMap<InventedWard, KioskService>,
): Promise<void> {
  const { db } = district.database
  const first = demo.wards[0]
  const { passwords } = demo.state
  for (const account of [
    {
      username: DISTRICT_USER,
      displayName: 'Cán bộ Sở Nội vụ (mẫu)',
      role: 'district-administrator' as const,
      point: null,
      password: passwords.district,
    },
    {
      username: LEADER_USER,
      displayName: first?.people[0]?.name ?? '',
      role: 'ward-leader' as const,
      point: first?.point.id ?? '',
      person: first?.people[0]?.id ?? null,
      password: passwords.leader,
    },
  ]) {
    const made = await createAccount(db, account)
    if (made.kind !== 'created' && made.kind !== 'taken') throw new Error(`account: ${made.kind}`)
  }
  const waiting: { ward: InventedWard; service: KioskService }[] = []
  for (const [ward, service] of services) {
    if ((await service.api.state({})).enrolled === null) waiting.push({ ward, service })
  }
  if (waiting.length === 0) return
  const tickets = await enrolmentTickets(
    await signInAs(district.address, { username: DISTRICT_USER, password: passwords.district }),
    waiting.map(({ ward }) => ({ point: ward.point.id, name: ward.kiosk })),
  )
  for (const [index, { service, ward }] of waiting.entries()) {
    const enrolled = await service.api.enrol({ ticket: tickets[index] ?? '', name: ward.kiosk })
    if (enrolled.kind !== 'enrolled')
      throw new Error(`enrolment of ${ward.kiosk}: ${JSON.stringify(enrolled)}`)
    const { pins } = demo.state
    if (ward === first && pins !== null) await choosePins(service, ward, pins)
  }
}

/** The date so many working days before another. */
function workdaysBefore(date: string, days: number): string {
  let before = date
  for (let workdays = 0; workdays < days; ) {
    before = addDays(before, -1)
    if (isWorkday(before)) workdays++
  }
  return before
}

/**
 * Brings the demo up to now: organisation, accounts, enrolled kiosks, and every working day that has passed,
 * scanned for real, and what people in offices do ({@link doDeeds}). The visitor's kiosk has its past filled and today
 * left free; the last ward's kiosk has been silent since two working days before the first start.
 */
export async function growDemo(
  demo: GrownDemo,
  data: string,
  district: DemoDistrict,
  clock: MovableClock,
  now: number,
  progress: (date: string) => void,
): Promise<void> {
  const { wards, state } = demo
  const today = localDateOf(now, DEMO_ZONE)
  clock.standAt(state.filledTo)
  await seedOrganisation(
    district.database.db,
    demoSeed(wards, state.codes, state.from, addDays(today, DAYS_AHEAD), DISTRICT_USER),
  )
  if (demo.isNew) {
    for (const notice of demoNotices(today)) await saveNotice(district.database.db, notice)
  }
  const leaning = leaningClock(clock)
  const services = new Map(
    wards
      .filter((ward) => demo.isNew || ward !== wards.at(-1))
      .map((ward) => {
        const own = ward === wards[LEANING_WARD] ? leaning : clock
        return [ward, openDemoKiosk(kioskFolder(data, wards, ward), own, ONLY_WHEN_ASKED)]
      }),
  )
  try {
    await enrolAll(demo, district, services)
    const silentFrom = workdaysBefore(today, 2)
    // The leader's words at the visitor's kiosk are about these days.
    const spokenFrom = `${today.slice(0, 7)}-01`
    const leanedOn = demo.isNew ? workdaysBefore(today, 3) : null
    const kiosks = [...services].map(([ward, service]) => ({
      service,
      people: ward.people,
      isUsed: (date: string) => ward !== wards[0] || date < today,
      speaksByDay: (date: string) => ward === wards[0] && date >= spokenFrom,
      isSilent: (date: string) => ward === wards.at(-1) && date >= silentFrom,
      onDate: (date: string) => {
        if (ward === wards[LEANING_WARD]) leaning.lean(date === leanedOn ? LEAN_MS : 0)
      },
    }))
    await fillDays(kiosks, demo.work, clock, state.filledTo, now, progress)
    const kiosk = services.get(wards[0] as InventedWard)
    if (kiosk !== undefined && state.pins !== null) {
      clock.standAt(now)
      const staff = (username: string, password: string) => signInAs(district.address, { username, password })
      await doDeeds({
        office: await staff(DISTRICT_USER, state.passwords.district),
        leader: await staff(LEADER_USER, state.passwords.leader),
        kiosk,
        pin: state.pins.people,
        wards,
        today,
        isNew: demo.isNew,
        now: () => clock.now(),
        isWorkday,
      })
      await deliver(kiosk)
    }
  } finally {
    for (const service of services.values()) await service.stop()
  }
  demo.remember(Math.max(now, state.filledTo))
}
