import type { TakenBackPerson } from '../../core/people/people-imports-api.ts'
import type { ImportChange } from '../../core/people/people-list-api.ts'
import { localDateOf } from '../../core/time.ts'
import { counterName, type Snapshot } from '../../db/district/organisation/snapshot.ts'
import { postingOn } from '../../db/district/people/people-list.ts'
import type { TakenBack } from '../../db/district/people/take-back-people.ts'
import type { StoodPerson } from '../../db/district/schema/people-imports.ts'

/** What taking a list back does to one person, in the words of people. */
export function takenBackView(
  { snapshot, now }: { readonly snapshot: Snapshot; readonly now: number },
  { line, now: stands, before, fate }: TakenBack,
): TakenBackPerson {
  const isHidden = fate.kind === 'kept' && fate.why === 'elsewhere'
  return {
    line,
    name: isHidden ? null : stands.name,
    fate: fate.kind,
    why: fate.kind === 'kept' ? fate.why : null,
    changes:
      fate.kind === 'put-back' && before !== null
        ? changesBetween(snapshot, stands, before, localDateOf(now, snapshot.book.zone)).filter(({ field }) =>
            fate.parts.some((part) => part === field || (part === 'postings' && !isWord(field))),
          )
        : [],
  }
}

const isWord = (field: ImportChange['field']): boolean =>
  field === 'name' || field === 'title' || field === 'staffNumber'

function changesBetween(
  snapshot: Snapshot,
  stands: StoodPerson,
  before: StoodPerson,
  today: string,
): ImportChange[] {
  const told = (person: StoodPerson) => {
    const posting = postingOn(person.postings, today)
    return {
      name: person.name ?? '',
      title: person.title,
      staffNumber: person.staffNumber ?? '',
      point: snapshot.book.points.find(({ id }) => id === posting?.point)?.name ?? '',
      role: posting?.role ?? '',
      counter: counterName(snapshot, posting?.counter ?? null) ?? '',
      from: posting?.validFrom ?? '',
    }
  }
  const [was, then] = [told(stands), told(before)]
  return (['name', 'title', 'staffNumber', 'point', 'role', 'counter', 'from'] as const).flatMap((field) =>
    was[field] === then[field] ? [] : [{ field, before: was[field], after: then[field] }],
  )
}
