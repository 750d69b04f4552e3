import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { MonthPlace } from '../../core/district/month-api.ts'
import { placeTag } from '../../core/file-name.ts'
import { seal } from '../../core/log/seal.ts'
import { auditAlone } from '../../db/district/accounts/audit.ts'
import type { MonthLock } from '../../db/district/months/month-locks.ts'
import { pointsInScope } from '../../db/district/organisation/scope.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { sendProblem } from '../context/problem.ts'
import { digestOfPaper, isPaperName, PAPERS, type PaperName, paperFile } from '../papers/papers.ts'
import { whoAsks } from '../staff/staff-session.ts'
import { printDeskOf } from './print-desk.ts'
import { readPaperSource } from './read-paper-source.ts'

const Params = MonthPlace.extend({ paper: MonthPlace.shape.point })
const url = '/api/v1/points/:point/months/:month/papers/:paper'
const tags = ['months']
/** Ending of the file that holds the district's signature over a paper. */
const SEAL_ENDING = '.ggseal'

/** The papers of a month, as files; each download stands in the audit log with the digest of what was given. */
export async function paperRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  app.addHook('onClose', () => printDeskOf(context).stop())
  app.get(
    url,
    {
      config: { access: 'month.read' },
      schema: { params: Params, summary: 'A paper of the month, as a file', tags },
    },
    async (request, reply) => {
      const given = await givePaper(context, request)
      if (given === null) return sendProblem(reply, 404, 'month.no-paper')
      const { paper, bytes, sha256 } = given
      return sendFile(reply, PAPERS[paper].type, given.file, bytes)
        .header('x-paper-sha256', sha256)
        .header('x-paper-as-locked', asLocked(given))
        .send(Buffer.from(bytes))
    },
  )

  app.get(
    `${url}/seal`,
    {
      config: { access: 'month.read' },
      schema: { params: Params, summary: 'The district’s detached signature over a paper', tags },
    },
    async (request, reply) => {
      const given = await givePaper(context, request)
      if (given === null) return sendProblem(reply, 404, 'month.no-paper')
      const { point, month, paper, sha256, lock } = given
      const body = {
        v: 1,
        point,
        month,
        paper,
        sha256,
        lock: lock?.id ?? null,
        asLocked: asLocked(given),
        time: context.clock.now(),
      }
      const { privateKey, publicKey } = context.keys
      const claims = { aud: 'paper', iss: publicKey, purpose: 'paper', challenge: null } as const
      const sealed = Buffer.from(await seal(privateKey, claims, JSON.stringify(body)), 'utf8')
      return sendFile(reply, 'application/octet-stream', `${given.file}${SEAL_ENDING}`, sealed).send(sealed)
    },
  )
}

interface GivenPaper {
  readonly point: string
  readonly month: string
  readonly paper: PaperName
  readonly bytes: Uint8Array
  /** Hexadecimal. */
  readonly sha256: string
  readonly lock: MonthLock | null
  readonly file: string
}

/** Prints what was asked for and notes that it was given; `null`: no such paper, or not for this asker. */
async function givePaper(context: DistrictContext, request: FastifyRequest): Promise<GivenPaper | null> {
  const { db } = context.database
  const { point, month, paper } = Params.parse(request.params)
  const who = whoAsks(request)
  const asked = await context.snapshots.current(db)
  if (!isPaperName(paper) || !pointsInScope(asked, who).has(point)) return null
  // Read one at a time, as it stands then, and nothing for who is refused.
  const read = () => readPaperSource(context, { point, month })
  const printed = await printDeskOf(context).printRead(who.username, paper, read, request.raw.socket)
  if (printed === null) return null
  const { bytes } = printed
  const { source, lock, snapshot, now } = printed.read
  const sha256 = digestOfPaper(bytes)
  await auditAlone(db, who, now, {
    action: 'month.export',
    subject: `point:${point}`,
    detail: { month, paper, sha256, lock: lock?.id ?? null },
  })
  const names = snapshot.book.points.filter(({ id }) => id !== point).map(({ name }) => name)
  const file = paperFile(paper, month, placeTag(source.facts.pointName, names))
  return { point, month, paper, bytes, sha256, lock, file }
}

/**
 * Whether it is what the closing kept a digest of: `open` where the month is open, `later` for a paper that programs
 * of that time did not print: it comes from what was closed, but the closing does not vouch for its bytes.
 */
function asLocked({ lock, paper, sha256 }: GivenPaper): 'open' | 'true' | 'false' | 'later' {
  if (lock === null) return 'open'
  const kept = lock.digests[paper]
  if (kept === undefined) return 'later'
  return kept === sha256 ? 'true' : 'false'
}

const sendFile = (reply: FastifyReply, type: string, file: string, bytes: Uint8Array): FastifyReply =>
  reply
    .type(type)
    .header('content-length', bytes.length)
    .header('content-disposition', `attachment; filename="${file}"`)
