import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { makeBadgeCode } from '../../core/badge/badge-code.ts'
import {
  BadgeEntry,
  BadgeQuestion,
  IssueBadges,
  IssuedSheet,
  MOST_PICTURE_LETTERS,
  RevokeBadge,
} from '../../core/district/badges-api.ts'
import { placeTag } from '../../core/file-name.ts'
import { pageOf } from '../../core/page-api.ts'
import { termOn } from '../../core/schedule/term-on.ts'
import { localDateOf } from '../../core/time.ts'
import { readVersions } from '../../db/district/organisation/read-snapshot.ts'
import { visiblePoints } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import {
  badgesBefore,
  findBadge,
  issueBadges,
  reserveNumbers,
  revokeBadge,
} from '../../db/district/people/badge-writes.ts'
import { listPeople, standingPosting } from '../../db/district/people/people-list.ts'
import { lockPeople } from '../../db/district/people/people-writes.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { seenPerson } from '../people/people-routes.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { createBadgeDesk } from './badge-desk.ts'
import { draftsOf } from './badge-drafts.ts'

const NO_BADGE = refuse(404, 'badges.no-badge')
const CHANGED = refuse(409, 'badges.changed-while-printing')
const NEWEST = 2_147_483_647

/** What tells the place of the people in a file's name; `''`: they are of several. */
function placesOf(snapshot: Snapshot, people: readonly string[], today: string): string {
  const ids = new Set(people.map((id) => standingPosting(snapshot, id, today)?.point))
  const [id] = ids
  const { points } = snapshot.book
  const own = points.find((point) => point.id === id)
  if (ids.size !== 1 || own === undefined) return ''
  return placeTag(
    termOn(own, today).name,
    points.filter((point) => point !== own).map(({ name }) => name),
  )
}

/** Whether a picture is a JPEG whose size can be read: start, frame header within, end. */
function isJpeg(bytes: Buffer): boolean {
  if (bytes.length < 16) return false
  if (bytes.readUInt16BE(0) !== 0xffd8 || bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) return false
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = bytes.readUInt16BE(at)
    if (marker < 0xffc0 || marker === 0xffff) return false
    const isFrame = marker <= 0xffcf && marker !== 0xffc4 && marker !== 0xffc8 && marker !== 0xffcc
    if (isFrame) return bytes.readUInt16BE(at + 5) > 0 && bytes.readUInt16BE(at + 7) > 0
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return false
}

/** Badges: issue with print, revoke, history. */
export async function badgeRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const desk = createBadgeDesk()
  app.addHook('onClose', () => desk.stop())

  writeRoute(app, context, {
    url: '/api/v1/badges',
    permission: 'badges.write',
    action: 'badges.issue',
    tag: 'badges',
    summary:
      'Issues badges and prints them in the same breath; older badges of the same people stop opening.',
    body: IssueBadges,
    answer: IssuedSheet,
    secretAnswer: true,
    bodyLimit: MOST_PICTURE_LETTERS + 32_768,
    prepare: async ({ db, who, snapshot, now, body, request }) => {
      const order = { who, wanted: body.who, now }
      const drafts = draftsOf(snapshot, order)
      if (drafts instanceof Refusal) return drafts
      const picture = body.picture === undefined ? undefined : Buffer.from(body.picture, 'base64')
      if (picture !== undefined && (drafts.length > 1 || !isJpeg(picture)))
        return refuse(422, 'badges.bad-picture')
      const numbers = await reserveNumbers(db, drafts.length)
      const fresh = drafts.map(({ person }, index) => ({
        person,
        code: makeBadgeCode(context.randomBytes),
        number: numbers[index] ?? 0,
      }))
      const cards = drafts.map(({ card }, index) => {
        const { code = '', number = 0 } = fresh[index] ?? {}
        return { ...card, code, number: card.number || String(number).padStart(4, '0') }
      })
      const options = {
        layout: body.layout,
        photo: picture === undefined ? body.photo : ('frame' as const),
        madeAt: now,
        ...(picture === undefined ? {} : { picture }),
      }
      const pdf = await desk.run(who.username, { cards, options }, request.raw.socket)
      return { order, drafts, fresh, pdf }
    },
    handle: async ({ tx, who, snapshot, now, prepared: { order, drafts, fresh, pdf } }) => {
      const people = drafts.map(({ person }) => person)
      await lockPeople(tx, people)
      const stands = await context.snapshots.current(tx, await readVersions(tx))
      if (!isDeepStrictEqual(draftsOf(stands, order), drafts)) return CHANGED
      await issueBadges(tx, fresh, who.username, now)
      const badges = fresh.map(({ person, number }) => ({ person, number }))
      const first = badges[0]?.number ?? 0
      const last = badges.at(-1)?.number ?? 0
      const numbers = first === last ? `${first}` : `${first}-${last}`
      const today = localDateOf(now, snapshot.book.zone)
      const fileName = ['the', placesOf(snapshot, people, today), today, `${numbers}.pdf`]
        .filter((part) => part !== '')
        .join('-')
      return {
        answer: { pdf: Buffer.from(pdf).toString('base64'), fileName, badges },
        subject: badges.length === 1 ? `badge:${first}` : null,
        detail: { badges },
      }
    },
  })

  writeRoute(app, context, {
    url: '/api/v1/badges/:number/revoke',
    permission: 'badges.write',
    action: 'badges.revoke',
    tag: 'badges',
    summary: 'Revokes one badge: from now on its scans are nobody’s.',
    params: z.object({ number: z.coerce.number().int().min(1).max(NEWEST) }),
    body: RevokeBadge,
    answer: z.null(),
    handle: async ({ tx, who, snapshot, now, params, body }) => {
      const badge = await findBadge(tx, params.number)
      const seen = badge === null ? null : seenPerson(snapshot, who, badge.person, now)
      if (badge === null || seen === null) return NO_BADGE
      const done = await revokeBadge(tx, params.number, body.why, who.username, now)
      if (!done) return refuse(409, 'badges.already-revoked')
      return {
        answer: null,
        subject: `badge:${params.number}`,
        detail: { why: body.why, person: badge.person },
      }
    },
  })

  readRoute(app, context, {
    url: '/api/v1/badges',
    permission: 'people.read',
    tag: 'badges',
    summary: 'Badges issued and revoked, the newest first; all, or those in one state.',
    query: BadgeQuestion,
    answer: pageOf(BadgeEntry),
    handle: async ({ db, who, snapshot, now, query }) => {
      const after = query.cursor === undefined ? [NEWEST] : readCursor(query.cursor, 1)
      const before = Number(after?.[0])
      if (after === null || !Number.isSafeInteger(before)) return refuse(400, 'staff.no-page')
      const today = localDateOf(now, snapshot.book.zone)
      const points = visiblePoints(snapshot, who)
      const everybody = { q: '', state: 'all' as const, offset: 0, limit: snapshot.people.size }
      const seen =
        points === null
          ? null
          : listPeople(snapshot, points, everybody, { today, now }).people.map(({ id }) => id)
      if (seen?.length === 0) return { items: [], next: null }
      const rows = await badgesBefore(db, seen, before, query.limit, query.state)
      const last = rows.at(-1)?.number
      return {
        items: rows.map((row) => ({ ...row, name: snapshot.people.get(row.person)?.name ?? null })),
        next: rows.length < query.limit || last === undefined ? null : writeCursor([last]),
      }
    },
  })
}
