import type { AuditAbout, AuditLine, AuditThing, AuditValue } from '../../core/audit/audit-lines.ts'
import { AUDIT_THINGS, AUDIT_WORDS } from '../../core/audit/audit-lines.ts'
import type { NamedByAudit, ToldValue } from '../../core/audit/audit-parts.ts'
import { readAuditDetail } from '../../core/audit/read-audit-detail.ts'
import { ERASED_NAME } from '../../core/names.ts'
import {
  isNamedThing,
  type NamedThing,
  readAuditNames,
  type ThingName,
} from '../../db/district/accounts/audit-names.ts'
import type { StoredAuditRow } from '../../db/district/accounts/read-audit.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import { organisationsInScope, pointsInScope } from '../../db/district/organisation/scope.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import { maySeePerson } from './name-person.ts'

const HIDDEN = { kind: 'hidden' } as const
const GONE = { kind: 'gone' } as const
const text = (words: string): AuditValue => ({ kind: 'text', text: words })
const TOKEN = 'token:'

const subjectOf = (subject: string): { readonly thing: AuditThing; readonly id: string } | null => {
  const at = subject.indexOf(':')
  const thing = AUDIT_THINGS.find((each) => each === subject.slice(0, at))
  return thing === undefined ? null : { thing, id: subject.slice(at + 1) }
}

/** Rows of the log of what staff did as they are told: names for ids, as far as the asker may see them. */
export async function nameInAudit(
  db: DistrictDb,
  snapshot: Snapshot,
  who: SignedIn,
  rows: readonly StoredAuditRow[],
) {
  const read = rows.map((row) => ({
    row,
    by: row.who.startsWith(TOKEN) ? named('token', row.who.slice(TOKEN.length)) : named('account', row.who),
    about: row.subject === null ? null : subjectOf(row.subject),
    lines: readAuditDetail(row.action, row.detail),
  }))
  const asked = new Map<NamedThing, Set<string>>()
  const ask = (value: ToldValue): void => {
    if (value.kind !== 'named' || !isNamedThing(value.thing)) return
    asked.set(value.thing, (asked.get(value.thing) ?? new Set()).add(value.id))
  }
  for (const { by, about, lines } of read) {
    ask(by)
    if (about !== null) ask(named(about.thing, about.id))
    for (const { part, before, values } of lines)
      for (const value of [...values, ...(before ?? []), ...(part === undefined ? [] : [part])]) ask(value)
  }
  const tell = teller(snapshot, who, await readAuditNames(db, asked))
  return read.map(({ row, by, about, lines }) => {
    const name = tell(by)
    return {
      ...row,
      whoName: name.kind === 'text' ? name.text : null,
      about:
        about === null ? null : { thing: about.thing, value: aboutValue(tell(named(about.thing, about.id))) },
      lines: lines.map(
        ({ field, part, before, values }): AuditLine => ({
          field,
          ...(part === undefined ? {} : { part: tell(part) }),
          ...(before === undefined ? {} : { before: before.map(tell) }),
          values: values.map(tell),
        }),
      ),
    }
  })
}

const named = (thing: NamedByAudit['thing'], id: string): NamedByAudit => ({ kind: 'named', thing, id })

const aboutValue = (value: AuditValue): AuditAbout['value'] =>
  value.kind === 'text' && value.text === '' ? null : value

/** Says a value's name to somebody: what lies outside their scope has none. */
function teller(snapshot: Snapshot, who: SignedIn, names: ReadonlyMap<string, ThingName>) {
  const isEverything = who.organisation === null && who.point === null
  const points = pointsInScope(snapshot, who)
  const organisations = organisationsInScope(snapshot, who)
  const within = ({ organisation, point, points: several }: Omit<ThingName, 'name'>): boolean =>
    isEverything ||
    (point !== null && points.has(point)) ||
    (organisation !== null && organisations.has(organisation)) ||
    several?.some((each) => points.has(each)) === true

  const nameOf = ({ thing, id }: NamedByAudit): AuditValue => {
    switch (thing) {
      case 'person': {
        const person = snapshot.people.get(id)
        if (person === undefined) return GONE
        return maySeePerson(snapshot, who, id) ? text(person.name ?? ERASED_NAME) : HIDDEN
      }
      case 'point': {
        const point = snapshot.book.points.find((each) => each.id === id)
        if (point === undefined) return GONE
        return points.has(id) ? text(point.name) : HIDDEN
      }
      case 'organisation': {
        const organisation = snapshot.book.organisations.find((each) => each.id === id)
        if (organisation === undefined) return GONE
        return organisations.has(id) ? text(organisation.name) : HIDDEN
      }
      case 'counter': {
        const counter = snapshot.counters.get(id)
        if (counter === undefined) return GONE
        return points.has(counter.point) ? text(counter.name) : HIDDEN
      }
      case 'leave': {
        const isKnown = (AUDIT_WORDS.absence as readonly string[]).includes(id)
        if (isKnown) return { kind: 'word', group: 'absence', word: id }
        const seen = [...snapshot.leaveTypes].flatMap(([office, types]) =>
          organisations.has(office) ? types.filter(({ code }) => code === id) : [],
        )
        return text(seen[0]?.name ?? id)
      }
      case 'badge':
      case 'key':
        return text(id)
      default: {
        const found = names.get(`${thing}:${id}`)
        if (found === undefined) return GONE
        return within(found) ? text(found.name) : HIDDEN
      }
    }
  }
  return (value: ToldValue): AuditValue => (value.kind === 'named' ? nameOf(value) : value)
}
