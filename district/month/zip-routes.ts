import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Month, type MonthPlace, ZippedPoints } from '../../core/district/month-api.ts'
import { placeTag, plainLetters } from '../../core/file-name.ts'
import type { MonthFacts } from '../../core/month/month-facts.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { digestOfPaper, PAPER_NAMES, type PaperName, paperTitle } from '../papers/papers.ts'
import { fileRoute } from '../staff/file-route.ts'
import { refuse } from '../staff/staff-route.ts'
import { printDeskOf } from './print-desk.ts'
import { type ReadPaperSource, readPaperSource } from './read-paper-source.ts'

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
      let read: ReadPaperSource | null = null
      for (const point of points) {
        const printed = await printMonth(context, who.username, { point, month }, socket)
        if (printed === null) return refuse(404, 'organisation.no-point')
        read = printed.read
        const folder = folderOf(read.source.facts, folders)
        for (const [paper, bytes] of printed.papers) files.push([`${folder}/${paperTitle(paper)}`, bytes])
        const digests = printed.papers.map(([paper, bytes]) => [paper, digestOfPaper(bytes)])
        given.push({ point, lock: read.lock?.id ?? null, papers: Object.fromEntries(digests) })
      }
      const bytes = await printDeskOf(context).pack(who.username, files, socket)
      if (bytes === null || read === null) return refuse(404, 'organisation.no-point')
      return {
        name: zipName(month, points, read),
        type: 'application/zip',
        bytes,
        subject: points.length === 1 ? `point:${points[0]}` : `month:${month}`,
        detail: { month, points, given },
      }
    },
  })
}

/**
 * All papers of a point's month as it stood when the first was printed, each waiting for its turn like one that is asked
 * for alone. `null`: there is no such point, or the asker went away.
 */
async function printMonth(
  context: DistrictContext,
  by: string,
  place: MonthPlace,
  asker: Socket,
): Promise<{ readonly papers: (readonly [PaperName, Uint8Array])[]; readonly read: ReadPaperSource } | null> {
  const desk = printDeskOf(context)
  const papers: (readonly [PaperName, Uint8Array])[] = []
  let had: ReadPaperSource | null = null
  const readOnce = async () => {
    had ??= await readPaperSource(context, place)
    return had
  }
  for (const paper of PAPER_NAMES) {
    const printed = await desk.printRead(by, paper, readOnce, asker)
    if (printed === null) return null
    papers.push([paper, printed.bytes])
  }
  return had === null ? null : { papers, read: had }
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

/** `giay-to-2026-10-phuong-cam-tu.zip`, `giay-to-2026-10-13-diem.zip`. */
function zipName(month: string, points: readonly string[], { source, snapshot }: ReadPaperSource): string {
  const others = snapshot.book.points.filter(({ id }) => id !== points[0]).map(({ name }) => name)
  const place = points.length === 1 ? placeTag(source.facts.pointName, others) : `${points.length} điểm`
  return `${['giay-to', month, plainLetters(place)].filter((part) => part !== '').join('-')}.zip`
}
