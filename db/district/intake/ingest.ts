import { and, between, eq } from 'drizzle-orm'
import type { LiveChange } from '../../../core/district/presence-api.ts'
import type { Head } from '../../../core/log/head.ts'
import type { PersonDate } from '../../../core/person-day/person-date.ts'
import { sha256 } from '../../sha256.ts'
import { readDropped } from '../chain/dropped.ts'
import { daysNowComplete } from '../days/days-now-complete.ts'
import { deriveAndStore, forgetDays } from '../days/derive-days.ts'
import { daysOfOutages } from '../days/outages.ts'
import type { DistrictDb } from '../engine/district-db.ts'
import { type Admitted, type HeldLog, isClosed } from '../kiosks/devices.ts'
import type { Snapshot } from '../organisation/snapshot.ts'
import { noteScanned } from '../people/badge-uses.ts'
import type { DayTaken } from '../schema/log.ts'
import { events, logs } from '../schema/log.ts'
import { changedPages } from './changed-pages.ts'
import { type BatchQuestion, type CheckedBatch, checkBatch } from './check-batch.ts'
import { correctAgain } from './correct-again.ts'
import { countDay, type TooMuch } from './day-quota.ts'
import { anchorsOf, type EventRow, toEventRow } from './event-rows.ts'
import { keepExcuseRequests } from './excuse-requests.ts'
import { applyHandOvers, resolveHandOvers } from './hand-over.ts'
import { type Noticed, noticeLately } from './lately.ts'
import { noteLogIncidents } from './log-incidents.ts'
import { parentChecks, parentOf } from './parent-checks.ts'
import { createPossibleDayFinder, isPossible } from './possible-times.ts'
import { distinctDates, joinWaiting, keepWaiting, resolveReferences } from './refer.ts'
import { type LogEnd, moveLogEnd, storeEvents } from './store-events.ts'
import { boundUncheckedRuns, type UncheckedRun } from './unchecked-runs.ts'

export type Ingested =
  | {
      readonly kind: 'taken'
      readonly have: Head
      readonly stored: number
      readonly changes: readonly LiveChange[]
    }
  | (Extract<CheckedBatch, { kind: 'refused' }> & { readonly have: Head | null })

type BatchInHand = [
  tx: DistrictDb,
  standing: Snapshot,
  admitted: Admitted,
  request: BatchQuestion['request'],
  now: number,
]

/**
 * Takes one batch of a kiosk's log into the district, inside the transaction that holds the device's row: all
 * of it or nothing. What is held already and equal is skipped; when the log has come to its head, the days of
 * everybody concerned are derived.
 * @param now district time, UTC ms
 * @param writtenAt when a file was written, which a person brought and no allowance bounds: then the kiosk had recorded
 * nothing beyond its head. Of a message nobody says when the head was taken; certain is only that it was not before its
 * last event
 */
export function ingestBatch(...batch: BatchInHand): Promise<Ingested | TooMuch>
export function ingestBatch(...batch: [...BatchInHand, writtenAt: number]): Promise<Ingested>
export async function ingestBatch(
  tx: DistrictDb,
  standing: Snapshot,
  admitted: Admitted,
  request: BatchQuestion['request'],
  now: number,
  writtenAt: number | null = null,
): Promise<Ingested | TooMuch> {
  const { device, logs: own } = admitted
  const log = own.find((row) => row.id === request.log)
  const have = log === undefined ? null : { seq: log.haveSeq, hash: log.haveHash }
  const overlaps = have !== null && request.from <= have.seq
  const checked = checkBatch(sha256, {
    device,
    request,
    have,
    dropped: overlaps ? await readDropped(tx, request.log) : null,
    held: overlaps ? await heldTexts(tx, request, have) : new Map(),
  })
  // What is refused is kept by whoever has the message it came in (keepRefused).
  if (checked.kind === 'refused') return { ...checked, have }
  if (log === undefined && (await isForeign(tx, request.log))) {
    return { kind: 'refused', problem: 'unknown-log', seq: 1, why: 'nhật ký của thiết bị khác', have: null }
  }
  const batch = { log: request.log, from: request.from, fresh: checked.fresh }
  const counted =
    writtenAt === null ? await countDay(tx, admitted, batch, { now, zone: standing.book.zone }) : null
  if (counted?.kind === 'too-much') return counted
  const held = { id: request.log, log, taken: counted?.taken ?? log?.taken ?? null, writtenAt, now }
  const appended = await append(tx, standing, admitted, checked, held)
  const { snapshot, days, completeTo } = appended
  await noteLogIncidents(tx, device, own, { fresh: checked.fresh, ...appended }, now)
  if (checked.reachesHead) {
    const before = log?.completeTo ?? log?.startedAt ?? appended.startedAt ?? now
    const finished = completeTo === null ? [] : daysNowComplete(snapshot, device.point, before, completeTo)
    await deriveAndStore(tx, snapshot, distinctDates([...days, ...finished]), now)
  }
  // Last: whoever waits here holds nothing that another batch waits for.
  await noteScanned(tx, appended.counted)
  const changes = changedPages(snapshot, days, appended.dates, device.point, now)
  return { kind: 'taken', have: checked.have, stored: checked.fresh.length, changes }
}

async function heldTexts(
  tx: DistrictDb,
  request: BatchQuestion['request'],
  have: Head,
): Promise<ReadonlyMap<number, string>> {
  const last = Math.min(have.seq, request.from + request.events.length - 1)
  const rows = await tx
    .select({ seq: events.seq, text: events.text })
    .from(events)
    .where(and(eq(events.log, request.log), between(events.seq, request.from, last)))
  return new Map(rows.map((row) => [row.seq, row.text]))
}

const isForeign = async (tx: DistrictDb, log: string): Promise<boolean> =>
  (await tx.select({ id: logs.id }).from(logs).where(eq(logs.id, log))).length > 0

interface Appended {
  /** What stood before, with the badges that these events handed over. */
  readonly snapshot: Snapshot
  readonly days: readonly PersonDate[]
  readonly counted: readonly EventRow[]
  /** Dates on which something was recorded, of whomever. */
  readonly dates: ReadonlySet<string>
  /** Corrected time of the log's first event, when it was in this batch. */
  readonly startedAt: number | null
  readonly noticed: readonly Noticed[]
  /** Up to when all that the kiosk recorded is held, district time; `null`: not known. */
  readonly completeTo: number | null
  /** Corrected time of the last event; `null`: there is none, or its run was never compared. */
  readonly lastAt: number | null
  readonly impossible: readonly EventRow[]
  readonly unchecked: readonly UncheckedRun[]
  readonly correctedAt: (seq: number) => number | null
  /** Local date of one of the events, by corrected time. */
  readonly dayOfEvent: (seq: number) => string | null
}

async function append(
  tx: DistrictDb,
  standing: Snapshot,
  { device, someWait, careful }: Admitted,
  { fresh, have, reachesHead }: Extract<CheckedBatch, { kind: 'ok' }>,
  held: {
    readonly id: string
    readonly log: HeldLog | undefined
    readonly taken: DayTaken | null
    readonly writtenAt: number | null
    readonly now: number
  },
): Promise<Appended> {
  const { log, now } = held
  const first = fresh[0]?.event
  const place = { log: held.id, device: device.id, point: device.point }
  // A run goes on or ends: only that of the last event held can have comparisons from before this batch.
  const lastCheck = log !== undefined && log.lastCheck?.run === log.haveRun ? log.lastCheck : null
  const before = log === undefined ? await parentChecks(tx, fresh) : lastCheck === null ? [] : [lastCheck]
  const brought = anchorsOf(fresh)
  const { lately, noticed } = noticeLately(log?.lately ?? null, fresh)
  const completeAfter = (rows: readonly EventRow[]): number | null => {
    const known = log?.completeTo ?? null
    const headAt = held.writtenAt ?? lastChecked(rows)
    // While its screen is closed nobody can scan there: what is not recorded says nothing.
    if (held.writtenAt === null && isClosed(device)) return known
    return reachesHead && headAt !== null ? Math.max(known ?? 0, Math.min(headAt, now)) : known
  }
  const end = (rows: readonly EventRow[]): LogEnd => ({
    haveSeq: have.seq,
    haveHash: have.hash,
    haveRun: fresh.at(-1)?.event.run ?? log?.haveRun ?? '',
    parent: parentOf(fresh),
    startedAt: Math.min(startOf(rows) ?? now, now),
    arrivedAt: now,
    completeTo: completeAfter(rows),
    lastCheck: brought.at(-1) ?? log?.lastCheck ?? before.at(-1) ?? null,
    lately,
    taken: held.taken,
  })
  if (first === undefined) {
    if (log !== undefined) await moveLogEnd(tx, place, end([]))
    return {
      snapshot: standing,
      days: [],
      counted: [],
      dates: new Set(),
      startedAt: null,
      noticed,
      completeTo: completeAfter([]),
      lastAt: null,
      impossible: [],
      unchecked: [],
      correctedAt: () => null,
      dayOfEvent: () => null,
    }
  }
  const anchors = before.length === 0 ? brought : [...before, ...brought]
  const bounds = { enrolledAt: device.enrolledAt, now }
  const findDay = createPossibleDayFinder(standing.book.zone, bounds)
  const handedOver = await applyHandOvers(tx, standing, device.point, fresh, anchors, findDay)
  const { snapshot } = handedOver
  const { rows, waiting } = await resolveReferences(
    tx,
    fresh.map((checked) => toEventRow(checked, anchors, snapshot, findDay)),
  )
  // While more of this log is on its way its days are not judged: once, when it has come, or when somebody asks.
  const forget = reachesHead ? [] : distinctDates(rows.flatMap(personDate))
  const counted = await storeEvents(tx, place, rows, { end: end(rows), forget, careful })
  await keepWaiting(tx, first.log, waiting)
  const goneOn = brought.filter((anchor) => anchor.run === log?.haveRun)
  const corrected =
    log === undefined
      ? []
      : await correctAgain(
          tx,
          snapshot,
          { log: log.id, run: log.haveRun, before: first.seq },
          lastCheck,
          goneOn,
          findDay,
        )
  const joined = someWait ? await joinWaiting(tx, counted) : []
  const resolved = await resolveHandOvers(tx, handedOver)
  await keepExcuseRequests(tx, { device: device.id, point: device.point }, counted)
  const { runs: unchecked, days: bounded } = await boundUncheckedRuns(tx, first.log, brought, lastCheck)
  const outages = await daysOfOutages(tx, snapshot, device, rows)
  const others = [...corrected, ...joined, ...resolved, ...bounded, ...outages]
  if (!reachesHead) await forgetDays(tx, distinctDates(others))
  return {
    snapshot,
    days: distinctDates([...counted.flatMap(personDate), ...others]),
    counted,
    dates: new Set(counted.flatMap((row) => (row.type === 'scan' && row.day !== null ? [row.day] : []))),
    startedAt: startOf(rows),
    noticed,
    completeTo: completeAfter(rows),
    lastAt: lastChecked(rows),
    unchecked,
    impossible: rows.filter((row) => !isPossible(row.judged_at, row.judged_error_ms, bounds)),
    correctedAt: (seq) => rows.find((row) => row.seq === seq)?.judged_at ?? null,
    dayOfEvent: (seq) => rows.find((row) => row.seq === seq)?.day ?? null,
  }
}

const startOf = (rows: readonly EventRow[]): number | null => (rows[0]?.seq === 1 ? rows[0].judged_at : null)

function lastChecked(rows: readonly EventRow[]): number | null {
  const last = rows.at(-1)
  return last === undefined || last.judged_error_ms === null ? null : last.judged_at
}

const personDate = ({ person, day }: EventRow): PersonDate[] =>
  person === null || day === null ? [] : [{ person, date: day }]
