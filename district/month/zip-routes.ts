import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Month, type MonthPlace, ZippedPoints } from '../../core/district/month-api.ts'
import { placeTag, plainLetters } from '../../core/file-name.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { QueueFull } from '../../db/district/engine/fair-queue.ts'
import { BeyondMeans } from '../../db/district/engine/run-apart.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { traceOf } from '../context/trace-of.ts'
import { MISSING_FILE, type MissingPaper, missingWords } from '../papers/missing-papers.ts'
import { digestOfPaper, PAPER_NAMES, type PaperName, paperTitle } from '../papers/papers.ts'
import { fileRoute } from '../staff/file-route.ts'
import { refuse } from '../staff/staff-route.ts'
import { printDeskOf } from './print-desk.ts'
import { type ReadPaperSource, readPaperSource } from './read-paper-source.ts'

/** Missing papers named in a header, which proxies keep short; the file in the ZIP names all. */
const MOST_NAMED = 8
/** Papers beyond the printer's means that one request may try: each holds the printer for as long as it may. */
const MOST_BEYOND = 2

/** Every paper of a month, of one reception point or several, in one ZIP. */
export function zipRoutes(app: FastifyInstance, context: DistrictContext): void {
  fileRoute(app, context, {
    url: '/api/v1/months/:month/papers.zip',
    permission: 'month.read',
    action: 'month.export',
    summary: 'Every paper of a month, of one reception point or several, in one ZIP',
    tag: 'months',
    params: z.object({ month: Month }),
    query: ZippedPoints,
    handle: async ({ who, snapshot, params: { month }, query, request }) => {
      const points = [...new Set([query.point].flat())]
      const inScope = pointsInScope(snapshot, who)
      if (!points.every((point) => inScope.has(point))) return refuse(404, 'organisation.no-point')
      const { socket } = request.raw
      const files: (readonly [path: string, bytes: Uint8Array])[] = []
      const folders = new Set<string>()
      const given: unknown[] = []
      const missing: MissingPaper[] = []
      const effort = { left: MOST_BEYOND }
      let read: ReadPaperSource | null = null
      for (const point of points) {
        const printed = await printMonth(context, who.username, { point, month }, request, effort)
        if (printed === null) return refuse(404, 'organisation.no-point')
        read = printed.read
        const folder = folderOf(read.source.facts, folders)
        for (const [paper, bytes] of printed.papers) files.push([`${folder}/${paperTitle(paper)}`, bytes])
        for (const [paper, why] of printed.missing) missing.push({ folder, title: paperTitle(paper), why })
        const digests = printed.papers.map(([paper, bytes]) => [paper, digestOfPaper(bytes)])
        given.push({ point, lock: read.lock?.id ?? null, papers: Object.fromEntries(digests) })
      }
      if (files.length === 0) throw new Error('no paper could be printed')
      if (missing.length > 0) files.unshift([MISSING_FILE, missingWords(missing)])
      const bytes = await printDeskOf(context).pack(who.username, files, socket)
      if (bytes === null || read === null) return refuse(404, 'organisation.no-point')
      const names = missing
        .slice(0, MOST_NAMED)
        .map(({ folder, title }) => encodeURIComponent(`${folder}/${title}`))
      return {
        name: zipName(month, points, read, missing.length),
        type: 'application/zip',
        bytes,
        subject: points.length === 1 ? `point:${points[0]}` : `month:${month}`,
        detail: { month, points, given, ...(missing.length > 0 && { missing: missing.length }) },
        ...(missing.length > 0 && {
          headers: { 'x-papers-missing': names.join(','), 'x-papers-missing-count': String(missing.length) },
        }),
      }
    },
  })
}

interface PrintedMonth {
  readonly papers: readonly (readonly [PaperName, Uint8Array])[]
  /** Those that could not be printed, and why. */
  readonly missing: readonly (readonly [PaperName, MissingPaper['why']])[]
  readonly read: ReadPaperSource
}

/**
 * All papers of a point's month as it stood when the first was printed, each waiting for its turn like one that is asked
 * for alone; one that cannot be printed keeps none of the others back. `null`: there is no such point, or the asker went
 * away.
 */
async function printMonth(
  context: DistrictContext,
  by: string,
  place: MonthPlace,
  { raw: { socket }, log }: FastifyRequest,
  effort: { left: number },
): Promise<PrintedMonth | null> {
  const desk = printDeskOf(context)
  const papers: (readonly [PaperName, Uint8Array])[] = []
  const missing: (readonly [PaperName, MissingPaper['why']])[] = []
  let had: ReadPaperSource | null = null
  const readOnce = async () => {
    had ??= await readPaperSource(context, place)
    return had
  }
  for (const paper of PAPER_NAMES) {
    if (effort.left === 0) {
      await readOnce()
      missing.push([paper, 'beyond-means'])
      continue
    }
    try {
      const printed = await desk.printRead(by, paper, readOnce, socket)
      if (printed === null) return null
      papers.push([paper, printed.bytes])
    } catch (error) {
      if (had === null || socket.destroyed || error instanceof QueueFull || !(error instanceof Error))
        throw error
      log.error({ ...place, paper, ...traceOf(error) })
      if (error instanceof BeyondMeans) effort.left--
      missing.push([paper, error instanceof BeyondMeans ? 'beyond-means' : 'failed'])
    }
  }
  return had === null ? null : { papers, missing, read: had }
}

/** A folder's name that no other point's folder has, in letters that every file system takes. */
export function folderOf({ month, pointName, organisationName }: MonthFacts, taken: Set<string>): string {
  const plain = (text: string) =>
    text
      .normalize('NFC')
      .replace(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
  const [point, organisation] = [plain(pointName), plain(organisationName)]
  for (let count = 0; ; count++) {
    const place = [point, `${point}, ${organisation}`][count] ?? `${point}, ${organisation} (${count})`
    const name = `${place} - tháng ${month.slice(5)}-${month.slice(0, 4)}`
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/** `giay-to-2026-10-phuong-cam-tu.zip`, `giay-to-2026-10-13-diem-thieu-2-giay-to.zip`. */
function zipName(
  month: string,
  points: readonly string[],
  { source, snapshot }: ReadPaperSource,
  missing: number,
): string {
  const others = snapshot.book.points.filter(({ id }) => id !== points[0]).map(({ name }) => name)
  const place = points.length === 1 ? placeTag(source.facts.pointName, others) : `${points.length} điểm`
  const parts = ['giay-to', month, plainLetters(place), missing === 0 ? '' : `thieu-${missing}-giay-to`]
  return `${parts.filter((part) => part !== '').join('-')}.zip`
}
