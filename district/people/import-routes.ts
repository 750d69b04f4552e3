import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { tidyText } from '../../core/names.ts'
import {
  ImportApply,
  ImportDone,
  ImportPreview,
  ImportQuestion,
  type ImportRow,
  type RefusedRow,
} from '../../core/people/people-list-api.ts'
import { localDateOf } from '../../core/time.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import { createFairQueue } from '../../db/district/engine/fair-queue.ts'
import { BeyondMeans } from '../../db/district/engine/run-apart.ts'
import { type StaffScope, visiblePoints } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { applyPeopleImport } from '../../db/district/people/apply-people-import.ts'
import { importSurroundings } from '../../db/district/people/import-surroundings.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { newKey } from '../context/new-key.ts'
import { fileRoute } from '../staff/file-route.ts'
import { type Refusal, refuse, writeRoute } from '../staff/staff-route.ts'
import { createListDesk } from './list-desk.ts'
import type { PlannedList } from './plan-list.ts'
import { sampleList } from './sample-list.ts'

/** Of the file itself; it travels as base64. */
const MOST_BYTES = 5 * 1024 * 1024
const MOST_LETTERS = Math.ceil(MOST_BYTES / 3) * 4
const BODY_LIMIT = MOST_LETTERS + 4_096

const file = z
  .string()
  .min(1)
  .max(MOST_LETTERS)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
const PreviewBody = z.strictObject({ ...ImportQuestion.shape, file })
const ApplyBody = z.strictObject({ ...ImportApply.shape, file })

const countOf = (rows: readonly ImportRow[], kind: ImportRow['kind']): number =>
  rows.filter((row) => row.kind === kind).length

function isOwnPoint(snapshot: Snapshot, who: StaffScope, point: string | undefined): boolean {
  if (point === undefined) return true
  const points = visiblePoints(snapshot, who)
  return snapshot.book.points.some(({ id }) => id === point) && (points === null || points.has(point))
}

interface ListAsked {
  readonly snapshot: Snapshot
  readonly who: SignedIn
  readonly now: number
  readonly body: z.output<typeof PreviewBody>
  readonly request: FastifyRequest
}

/** Lists of people from spreadsheets: what a file would do, and doing it. */
export async function peopleImportRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const noPoint = refuse(404, 'organisation.no-point')
  const changed = refuse(409, 'people.list-changed')
  const desk = createListDesk()
  const turns = createFairQueue({ atOnce: 1, waiting: 8, inLane: 4 })
  app.addHook('onClose', () => desk.stop())

  const plan = async (asked: ListAsked): Promise<PlannedList | Refusal> => {
    const { snapshot, who, now, body, request } = asked
    if (!isOwnPoint(snapshot, who, body.point)) return noPoint
    const today = localDateOf(now, snapshot.book.zone)
    const around = {
      ...importSurroundings(snapshot, visiblePoints(snapshot, who), today),
      defaultPoint: body.point ?? null,
      from: body.from ?? today,
    }
    const { format, answers } = body
    const order = { bytes: Buffer.from(body.file, 'base64'), format, today, answers, around }
    try {
      return await desk.run(who.username, order, request.raw.socket)
    } catch (error) {
      if (!(error instanceof BeyondMeans)) throw error
      return { kind: 'refused', preview: { kind: 'refused', fault: 'too-large', where: null } }
    }
  }

  fileRoute(app, context, {
    url: '/api/v1/people/import/sample',
    permission: 'people.write',
    action: 'people.import-sample',
    tag: 'people',
    summary: 'An empty list of people (XLSX) with the headings that an import reads, and how it is filled in',
    handle: ({ who, snapshot, now }) => {
      const own = visiblePoints(snapshot, who)
      const points = snapshot.book.points
        .filter(({ id }) => own === null || own.has(id))
        .map(({ name }) => name)
        .sort((a, b) => a.localeCompare(b, 'vi', { numeric: true }))
      return {
        name: 'danh-sach-can-bo-mau.xlsx',
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: sampleList(points, now),
        subject: null,
      }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/import/preview',
    permission: 'people.write',
    action: 'people.import-preview',
    tag: 'people',
    summary:
      'What a list of people (XLSX or CSV, base64) would add and change, and what is wrong with it; changes nothing.',
    body: PreviewBody,
    answer: ImportPreview,
    bodyLimit: BODY_LIMIT,
    prepare: plan,
    handle: ({ prepared }) => {
      if (prepared.kind === 'refused') return { answer: prepared.preview, subject: null }
      const { shown: rows, leftOut, notRead, digest } = prepared
      const counts = {
        new: countOf(rows, 'new'),
        changed: countOf(rows, 'changed'),
        same: countOf(rows, 'same'),
        asked: countOf(rows, 'asked'),
        wrong: countOf(rows, 'wrong'),
      }
      const answer: ImportPreview = { kind: 'readable', digest, counts, rows, leftOut, notRead }
      return { answer, subject: null, detail: counts }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/people/import',
    permission: 'people.write',
    action: 'people.import',
    tag: 'people',
    summary: 'Takes a list in exactly as its preview showed it.',
    body: ApplyBody,
    answer: ImportDone,
    bodyLimit: BODY_LIMIT,
    prepare: plan,
    turns,
    handle: async ({ tx, who, snapshot, now, body, prepared: planned }) => {
      if (planned.kind === 'refused') return refuse(422, 'people.list-unreadable')
      if (planned.digest !== body.digest) return changed
      const wrong = countOf(planned.shown, 'wrong')
      const asked = countOf(planned.shown, 'asked')
      if (wrong + asked > 0 && body.partly === 'no')
        return refuse(422, 'people.list-unfinished', { wrong, asked })
      const run = {
        id: randomUUID(),
        fileName: tidyText(body.name.replace(/[\p{Cc}\p{Cf}]/gu, ' ')),
        at: now,
        takenBy: who.username,
      }
      const partly = body.partly === 'yes'
      const newId = () => newKey('p', context.randomBytes)
      const { added, ...done } = await applyPeopleImport(tx, planned.lines, {
        planned: snapshot,
        partly,
        run,
        newId,
      })
      if (done.refused.length > 0 && !partly) return rowsRefused(done.refused)
      const id = added + done.changed > 0 ? run.id : null
      const left = wrong + asked + done.refused.length
      return {
        answer: { id, new: added, ...done, left },
        subject: id === null ? null : `people-import:${id}`,
        detail: { new: added, changed: done.changed, left, refused: done.refused.length },
      }
    },
  })
}

/** So many rows are named; the others are counted. */
const MOST_NAMED = 20

/** Rows only: a refusal says no name. */
function rowsRefused(refused: readonly RefusedRow[]): Refusal {
  const rows = refused
    .slice(0, MOST_NAMED)
    .map(({ line, why }) => ({ code: `people.row-${why}` as const, params: { row: line } }))
  const count = refused.length - rows.length
  const more = count > 0 ? [{ code: 'people.rows-more', params: { count } } as const] : []
  return refuse(409, 'people.list-refused', { rows: [...rows, ...more] })
}
