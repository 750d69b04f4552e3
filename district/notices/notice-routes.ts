import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { NoticesAnswer, NoticeWords } from '../../core/district/notices-api.ts'
import { showText } from '../../core/names.ts'
import { LONGEST_NOTICE } from '../../core/wire/directory.ts'
import { listNotices, readNotice, removeNotice, saveNotice } from '../../db/district/organisation/notices.ts'
import {
  organisationsInScope,
  organisationsUnder,
  type StaffScope,
} from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { type Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'

const url = '/api/v1/notices/:notice'
const params = z.object({ notice: z.uuid() })
const NO_NOTICE = refuse(404, 'notices.no-notice')
const NO_ORGANISATION = refuse(404, 'organisation.no-organisation')

/** What the kiosks say to citizens between scans: written for an organisation and all below it, or for every point. */
export async function noticeRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const route = { permission: 'notices.write', tag: 'notices' } as const

  readRoute(app, context, {
    ...route,
    url: '/api/v1/notices',
    summary: 'Notices to citizens, the newest first',
    answer: NoticesAnswer,
    handle: async ({ db, snapshot, who }) => {
      const rows = await listNotices(db, hasAll(who) ? null : [...organisationsInScope(snapshot, who)])
      return rows.map((notice) => ({ ...notice, ...whereShown(snapshot, notice.organisation) }))
    },
  })

  writeRoute(app, context, {
    ...route,
    url,
    method: 'PUT',
    action: 'notices.save',
    summary: 'Write a notice under an id of one’s own, or replace the one with that id',
    params,
    body: NoticeWords,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { notice: id }, body }) => {
      const before = await readNotice(tx, id)
      if (before !== null && !mayWriteFor(snapshot, who, before.organisation)) return NO_NOTICE
      if (!mayWriteFor(snapshot, who, body.organisation)) return NO_ORGANISATION
      const text = showText(body.text)
      const fault = noticeFault({ ...body, text })
      if (fault !== null) return fault
      const after = { ...body, text }
      const saved = await saveNotice(tx, { id, ...after })
      if (saved.kind === 'unknown-organisation') return NO_ORGANISATION
      return { answer: null, subject: `notice:${id}`, detail: { before, after } }
    },
  })

  writeRoute(app, context, {
    ...route,
    url,
    method: 'DELETE',
    action: 'notices.remove',
    summary: 'Take a notice away, from the kiosks as well',
    params,
    answer: z.null(),
    handle: async ({ tx, snapshot, who, params: { notice: id } }) => {
      const before = await readNotice(tx, id)
      if (before === null || !mayWriteFor(snapshot, who, before.organisation)) return NO_NOTICE
      await removeNotice(tx, id)
      return { answer: null, subject: `notice:${id}`, detail: { before, after: null } }
    },
  })
}

const hasAll = ({ organisation, point }: StaffScope): boolean => organisation === null && point === null

/** Whoever is bound writes for what is theirs; for every point only who has the whole district. */
const mayWriteFor = (snapshot: Snapshot, who: StaffScope, organisation: string | null): boolean =>
  organisation === null
    ? hasAll(who)
    : who.point === null && organisationsInScope(snapshot, who).has(organisation)

function noticeFault({ text, validFrom, validTo }: NoticeWords): Refusal | null {
  if (text === '') return refuse(422, 'notices.empty')
  if (text.length > LONGEST_NOTICE) {
    return refuse(422, 'notices.too-long', { length: text.length, most: LONGEST_NOTICE })
  }
  return validTo !== null && validTo < validFrom ? refuse(422, 'notices.ends-before-begin') : null
}

function whereShown(snapshot: Snapshot, organisation: string | null) {
  const { organisations, points } = snapshot.book
  if (organisation === null) return { organisationName: null, points: points.length }
  const under = organisationsUnder(snapshot, organisation)
  return {
    organisationName: organisations.find(({ id }) => id === organisation)?.name ?? organisation,
    points: points.filter((point) => under.has(point.organisation)).length,
  }
}
