import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  type PeopleImport,
  PeopleImportPage,
  PeopleImportQuery,
  TakenBack,
} from '../../core/people/people-imports-api.ts'
import { localDateOf } from '../../core/time.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { displayNames } from '../../db/district/organisation/display-names.ts'
import { visiblePoints } from '../../db/district/organisation/scope.ts'
import {
  holdPeopleImport,
  type ImportReader,
  listPeopleImports,
  type PeopleImportRow,
  readPeopleImport,
} from '../../db/district/people/people-imports.ts'
import { takeBackPeople, weighTakeBack } from '../../db/district/people/take-back-people.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { readCursor, writeCursor } from '../staff/page-cursor.ts'
import { type Asked, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { newChallenge } from '../wire/kiosk-exchange.ts'
import { seenPerson } from './people-routes.ts'
import { takenBackView } from './taken-back-view.ts'

const Params = z.object({ import: z.uuid() })
const NO_IMPORT = refuse(404, 'imports.no-import')
const NOTHING = refuse(409, 'people.nothing-to-take-back')

type Reader = Pick<Asked<unknown, unknown>, 'who' | 'snapshot' | 'now'>

const readerOf = ({ who, snapshot }: Reader): ImportReader => ({
  points: visiblePoints(snapshot, who),
  by: who.username,
})
const takingOf = ({ who, snapshot, now }: Reader, run: PeopleImportRow) => ({
  run,
  sees: (person: string) => seenPerson(snapshot, who, person, now) !== null,
  today: localDateOf(now, snapshot.book.zone),
})
const namesIn = (db: DistrictDb, runs: readonly PeopleImportRow[]) =>
  displayNames(
    db,
    runs.flatMap(({ takenBy, removedBy }) => [takenBy, removedBy]),
  )
const answerOf = (
  { points: _, ...run }: PeopleImportRow,
  nameOf: (username: string) => string,
): PeopleImport => ({
  ...run,
  takenBy: nameOf(run.takenBy),
  removedBy: run.removedBy === null ? null : nameOf(run.removedBy),
})

/** Lists of people that were taken in, and taking one back whole. */
export async function peopleImportsRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const tag = 'people'

  readRoute(app, context, {
    url: '/api/v1/people/imports',
    permission: 'people.write',
    tag,
    summary: 'Lists of people that were taken in, the newest first',
    query: PeopleImportQuery,
    answer: PeopleImportPage,
    handle: async ({ db, query, ...asked }) => {
      const after = query.cursor === undefined ? null : readCursor(query.cursor, 2)
      if (query.cursor !== undefined && after === null) return refuse(400, 'staff.no-page')
      const rows = await listPeopleImports(db, readerOf(asked), {
        after: after === null ? null : { at: Number(after[0]), id: String(after[1]) },
        limit: query.limit + 1,
      })
      const shown = rows.slice(0, query.limit)
      const last = rows.length > query.limit ? shown.at(-1) : undefined
      const nameOf = await namesIn(db, shown)
      return {
        items: shown.map((run) => answerOf(run, nameOf)),
        next: last === undefined ? null : writeCursor([last.at, last.id]),
      }
    },
  })

  readRoute(app, context, {
    url: '/api/v1/people/imports/:import',
    permission: 'people.write',
    tag,
    summary: 'What taking a list of people back would do to each of them; changes nothing',
    params: Params,
    answer: TakenBack,
    handle: async ({ db, params, ...asked }) => {
      const run = await readPeopleImport(db, params.import, readerOf(asked))
      if (run === null) return NO_IMPORT
      const people = await weighTakeBack(db, takingOf(asked, run))
      return {
        run: answerOf(run, await namesIn(db, [run])),
        people: people.map((each) => takenBackView(asked, each)),
      }
    },
  })

  writeRoute(app, context, {
    method: 'DELETE',
    url: '/api/v1/people/imports/:import',
    permission: 'people.write',
    action: 'people.take-back-import',
    tag,
    summary:
      'Takes a list of people back: whom it added is deleted, what it changed is as before; who cannot be is named and left',
    params: Params,
    answer: TakenBack,
    handle: async ({ tx, params, ...asked }) => {
      const { who, now } = asked
      const run = await holdPeopleImport(tx, params.import, readerOf(asked))
      if (run === null) return NO_IMPORT
      const taking = { ...takingOf(asked, run), by: who.username, now }
      const taken = await takeBackPeople(tx, taking, newChallenge(context))
      if (taken.length === 0) return NOTHING
      const people = taken.map((each) => takenBackView(asked, each))
      const countOf = (fate: string) => people.filter((each) => each.fate === fate).length
      const left = (await readPeopleImport(tx, run.id, { points: null, by: who.username })) ?? run
      return {
        answer: { run: answerOf(left, await namesIn(tx, [left])), people },
        subject: `people-import:${run.id}`,
        detail: { removed: countOf('removed'), putBack: countOf('put-back'), kept: countOf('kept') },
      }
    },
  })
}
