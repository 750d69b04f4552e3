import { isDeepStrictEqual } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { makeBadgeCode } from '../../core/badge/badge-code.ts'
import {
  BadgeEntry,
  BadgeQuestion,
  IssueBadges,
  IssuedSheet,
  MOST_CARDS,
  MOST_PICTURE_LETTERS,
  RevokeBadge,
} from '../../core/district/badges-api.ts'
import { pageOf } from '../../core/district/page-api.ts'
import { placeTag } from '../../core/file-name.ts'
import { termOn } from '../../core/schedule/term-on.ts'
import { localDateOf } from '../../core/time.ts'
import {
  badgesBefore,
  findBadge,
  issueBadges,
  reserveNumbers,
  revokeBadge,
} from '../../db/district/badge-writes.ts'
import { listPeople, openBadges, standingPosting } from '../../db/district/people-list.ts'
import { lockPeople } from '../../db/district/people-writes.ts'
import { type StaffScope, visiblePoints } from '../../db/district/scope.ts'
import { readVersions, type Snapshot } from '../../db/district/snapshot.ts'
import { mutated } from '../../db/mutation.ts'
import type { DistrictContext } from '../district-context.ts'
import { NOBODY, seenPerson } from '../people/people-routes.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { createBadgeDesk } from './badge-desk.ts'
import { unprintableLetters } from './badge-fonts.ts'
import type { Card } from './badge-sheet.ts'

const NO_BADGE = refuse(404, 'Không có thẻ này.')
const unprintable = (name: string, letter: string): string => {
  const number = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `Chưa cấp thẻ nào: thẻ của ${name} có chữ “${letter}” (U+${number}) mà không phông chữ nào ở đây in được. Hãy sửa chữ đó (họ tên, chức danh, mã số hoặc tên đơn vị) rồi cấp lại.`
}
const CHANGED = refuse(409, 'Chưa cấp thẻ nào: danh sách vừa thay đổi trong lúc in. Hãy xem lại rồi cấp lại.')
const NEWEST = 2_147_483_647

/** Who gets a card, in the order of names; or why nobody does. */
function chosen(
  snapshot: Snapshot,
  who: StaffScope,
  wanted: z.output<typeof IssueBadges>['who'],
  now: number,
): readonly string[] | Refusal {
  const today = localDateOf(now, snapshot.book.zone)
  const points = visiblePoints(snapshot, who)
  if (wanted.kind === 'point') {
    const known = snapshot.book.points.some(({ id }) => id === wanted.point)
    if (!known || (points !== null && !points.has(wanted.point)))
      return refuse(404, 'Không có điểm tiếp nhận này.')
  }
  const question = {
    q: '',
    state: 'all' as const,
    offset: 0,
    limit: snapshot.people.size,
    ...(wanted.kind === 'point' ? { point: wanted.point } : {}),
  }
  const inOrder = listPeople(snapshot, points, question, { today, now }).people
  const asked = wanted.kind === 'people' ? new Set(wanted.people) : null
  const found = inOrder.filter(({ id, state }) =>
    asked === null
      ? state !== 'left' &&
        (wanted.kind !== 'point' || wanted.replace || openBadges(snapshot, id, now).length === 0)
      : asked.has(id),
  )
  if (asked !== null && found.length < asked.size) return NOBODY
  if (found.some(({ state, name }) => state === 'left' || name === null))
    return refuse(409, 'Có người đã nghỉ việc; không cấp thẻ cho người đã nghỉ.')
  if (found.length === 0) return refuse(409, 'Ở đây ai cũng đã có thẻ.')
  if (found.length > MOST_CARDS) return refuse(422, `Mỗi lần in được nhiều nhất ${MOST_CARDS} thẻ.`)
  return found.map(({ id }) => id)
}

/** What is printed of a person on a day: names of bodies as they are called then. */
function cardOf(snapshot: Snapshot, id: string, today: string): Omit<Card, 'code'> {
  const person = snapshot.people.get(id)
  const { points, organisations } = snapshot.book
  const posting = standingPosting(snapshot, id, today)
  const point = points.find((each) => each.id === posting?.point)
  const agency = organisations.find((each) => each.id === (point && termOn(point, today).organisation))
  const term = agency && termOn(agency, today)
  const superior = organisations.find((each) => each.id === term?.parent)
  return {
    superior: superior === undefined ? '' : termOn(superior, today).name,
    agency: term?.name ?? '',
    name: person?.name ?? '',
    title: person?.title ?? '',
    number: person?.staffNumber ?? '',
  }
}

interface SheetOrder {
  readonly who: StaffScope
  readonly wanted: z.output<typeof IssueBadges>['who']
  readonly now: number
}

/** Everybody who gets a card, and what it says; or why nobody does. */
function draftsOf(snapshot: Snapshot, { who, wanted, now }: SheetOrder) {
  const people = chosen(snapshot, who, wanted, now)
  if (people instanceof Refusal) return people
  const today = localDateOf(now, snapshot.book.zone)
  const drafts = people.map((person) => ({ person, card: cardOf(snapshot, person, today) }))
  for (const { card } of drafts) {
    const [letter] = unprintableLetters(Object.values(card))
    if (letter !== undefined) return refuse(422, unprintable(card.name, letter))
  }
  return drafts
}

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
        return refuse(422, 'Ảnh phải là JPEG và chỉ dùng khi cấp thẻ cho một người.')
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
      if (!mutated('badges-as-before') && !isDeepStrictEqual(draftsOf(stands, order), drafts)) return CHANGED
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
      if (!done) return refuse(409, 'Thẻ này đã thu hồi trước đó.')
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
      if (after === null || !Number.isSafeInteger(before)) return refuse(400, 'Không có trang này.')
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
