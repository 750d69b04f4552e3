import { createHash, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  ImportApply,
  ImportDone,
  ImportPreview,
  ImportQuestion,
  type ImportRow,
  type LeftOutRow,
  type RefusedRow,
} from '../../core/district/people-list-api.ts'
import { tidyText } from '../../core/names.ts'
import { type PlannedRow, planImport } from '../../core/people/plan-import.ts'
import { readPeopleTable } from '../../core/people/read-people-table.ts'
import { localDateOf } from '../../core/time.ts'
import { applyPeopleImport } from '../../db/district/apply-people-import.ts'
import { importSurroundings } from '../../db/district/import-surroundings.ts'
import { type StaffScope, visiblePoints } from '../../db/district/scope.ts'
import type { Snapshot } from '../../db/district/snapshot.ts'
import type { DistrictContext } from '../district-context.ts'
import { fileRoute } from '../staff/file-route.ts'
import { refuse, writeRoute } from '../staff/staff-route.ts'
import { newKey } from './new-key.ts'
import { readTableApart } from './read-table-apart.ts'
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

type Planned =
  | { readonly kind: 'refused'; readonly preview: ImportPreview }
  | {
      readonly kind: 'planned'
      readonly rows: readonly PlannedRow[]
      readonly leftOut: readonly LeftOutRow[]
      readonly notRead: readonly string[]
      readonly digest: string
    }

const countOf = (rows: readonly PlannedRow[], kind: ImportRow['kind']): number =>
  rows.filter(({ shown }) => shown.kind === kind).length

async function plan(
  snapshot: Snapshot,
  who: StaffScope,
  now: number,
  body: z.infer<typeof PreviewBody>,
): Promise<Planned> {
  const read = await readTableApart(Buffer.from(body.file, 'base64'), body.format)
  if (read.kind === 'refused') return { kind: 'refused', preview: read }
  const today = localDateOf(now, snapshot.book.zone)
  const table = readPeopleTable(read.table, { today, answers: body.answers })
  if (table.kind === 'refused') return { kind: 'refused', preview: table }
  const points = visiblePoints(snapshot, who)
  const around = {
    ...importSurroundings(snapshot, points, today),
    defaultPoint: body.point ?? null,
    from: body.from ?? today,
  }
  const rows = planImport(table.people, table.columns, around, body.answers)
  const { leftOut, notRead } = table
  const digest = createHash('sha256')
    .update(JSON.stringify([rows, leftOut]))
    .digest('hex')
  return { kind: 'planned', rows, leftOut, notRead, digest }
}

function isOwnPoint(snapshot: Snapshot, who: StaffScope, point: string | undefined): boolean {
  if (point === undefined) return true
  const points = visiblePoints(snapshot, who)
  return snapshot.book.points.some(({ id }) => id === point) && (points === null || points.has(point))
}

/** Lists of people from spreadsheets: what a file would do, and doing it. */
export async function peopleImportRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const noPoint = refuse(404, 'Không có điểm tiếp nhận này.')
  const changed = refuse(409, 'Danh sách đã thay đổi từ lúc xem trước; hãy xem lại rồi nhập.')

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
    handle: async ({ who, snapshot, now, body }) => {
      if (!isOwnPoint(snapshot, who, body.point)) return noPoint
      const planned = await plan(snapshot, who, now, body)
      if (planned.kind === 'refused') return { answer: planned.preview, subject: null }
      const { rows, leftOut, notRead, digest } = planned
      const counts = {
        new: countOf(rows, 'new'),
        changed: countOf(rows, 'changed'),
        same: countOf(rows, 'same'),
        asked: countOf(rows, 'asked'),
        wrong: countOf(rows, 'wrong'),
      }
      const shown = rows.map((row) => row.shown)
      const answer: ImportPreview = {
        kind: 'readable',
        digest,
        counts,
        rows: shown,
        leftOut: [...leftOut],
        notRead: [...notRead],
      }
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
    handle: async ({ tx, who, snapshot, now, body }) => {
      if (!isOwnPoint(snapshot, who, body.point)) return noPoint
      const planned = await plan(snapshot, who, now, body)
      if (planned.kind === 'refused')
        return refuse(422, 'Tệp này không nhập được; hãy xem lại bản xem trước.')
      if (planned.digest !== body.digest) return changed
      const wrong = countOf(planned.rows, 'wrong')
      const asked = countOf(planned.rows, 'asked')
      if (wrong + asked > 0 && body.partly === 'no')
        return refuse(
          422,
          `Còn ${wrong} dòng sai và ${asked} dòng chưa trả lời; hãy sửa tệp, trả lời, hoặc chọn bỏ qua các dòng đó.`,
        )
      const lines = planned.rows.flatMap(({ shown, act }) =>
        act === null ? [] : [{ line: shown.line, act }],
      )
      const run = {
        id: randomUUID(),
        fileName: tidyText(body.name.replace(/[\p{Cc}\p{Cf}]/gu, ' ')),
        at: now,
        takenBy: who.username,
      }
      const partly = body.partly === 'yes'
      const newId = () => newKey('p', context.randomBytes)
      const { added, ...done } = await applyPeopleImport(tx, lines, { planned: snapshot, partly, run, newId })
      if (done.refused.length > 0 && !partly) return refuse(409, whyRefused(done.refused))
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

const REFUSED: Readonly<Record<RefusedRow['why'], string>> = {
  'number-taken': 'mã số vừa có người khác dùng',
  'changed-meanwhile': 'người này vừa được sửa ở nơi khác',
  gone: 'người này vừa bị xóa',
}
/** So many lines are named; the others are counted. */
const MOST_NAMED = 20

/** Lines only: a refusal says no name. */
function whyRefused(refused: readonly RefusedRow[]): string {
  const named = refused.slice(0, MOST_NAMED).map(({ line, why }) => `dòng ${line}: ${REFUSED[why]}`)
  const more = refused.length > MOST_NAMED ? [`và ${refused.length - MOST_NAMED} dòng khác`] : []
  return `Chưa nhập dòng nào, vì danh sách đã thay đổi từ lúc xem trước: ${[...named, ...more].join('; ')}. Hãy xem lại rồi nhập.`
}
