import type { Mutant } from './mutant.ts'

/** Lists, badges and people that several write at once. */
export const PEOPLE_MUTANTS: readonly Mutant[] = [
  {
    guard: 'list-over-changes',
    without: 'a list does nothing to somebody who was changed since it was shown',
    edits: [
      {
        file: 'db/district/people/apply-people-import.ts',
        find: 'partsBetween(stands, was).length > 0',
        replace: 'false',
      },
    ],
    project: 'district',
    file: 'tests/district/people/refused-rows.test.ts',
    test: 'does nothing to somebody whom another list changed at the same time',
    engine: 'PostgreSQL',
  },
  {
    guard: 'taken-back-over-changes',
    without: 'a list that is taken back undoes nobody else’s change',
    edits: [
      {
        file: 'db/district/people/take-back-people.ts',
        find: 'partsBetween(now, after).length > 0',
        replace: 'false',
      },
      {
        file: 'db/district/people/take-back-people.ts',
        find: 'parts.some((part) => since.includes(part))',
        replace: 'false',
      },
    ],
    project: 'district',
    file: 'tests/district/people/taken-back.test.ts',
    test: 'leaves who was changed since, and says so',
  },
  {
    guard: 'list-beside-list',
    without: 'two lists at once add nobody twice',
    edits: [
      { file: 'db/district/people/apply-people-import.ts', find: 'fresh.length === 0', replace: 'true' },
    ],
    project: 'district',
    file: 'tests/district/people/lists-apart.test.ts',
    test: 'add somebody new once',
  },
  {
    guard: 'badges-as-before',
    without: 'a sheet that was printed of what no longer stands issues nothing',
    edits: [
      {
        file: 'district/badges/badge-routes.ts',
        find: '!isDeepStrictEqual(draftsOf(stands, order), drafts)',
        replace: 'false',
      },
    ],
    project: 'district',
    file: 'tests/district/badges/badges.test.ts',
    test: 'for those without one by two at once are issued once',
  },
  {
    guard: 'badges-unheld',
    without: 'a badge that is just being used is not called back as unused',
    edits: [
      {
        file: 'db/district/people/badge-writes.ts',
        find: ".orderBy(asc(badgeUses.digest))\n    .for('update')",
        replace: '',
      },
      {
        file: 'db/district/people/badge-writes.ts',
        find: ".orderBy(asc(badges.digest))\n    .for('update')",
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/badges/badge-uses.test.ts',
    test: 'waits for the batch',
    engine: 'PostgreSQL',
  },
  {
    guard: 'people-unlocked',
    without: 'one deed at a time happens to somebody',
    edits: [
      {
        file: 'db/district/people/people-writes.ts',
        find: ".orderBy(people.id)\n    .for('update')",
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/people/repost-people.test.ts',
    test: 'changed by two at once',
    engine: 'PostgreSQL',
  },
  {
    guard: 'referred-not-held',
    without: 'what is deleted is not referred to by somebody who acts at the same time',
    edits: [
      { file: 'db/district/organisation/hold-referred.ts', find: ".for('key share')", replace: '' },
      {
        file: 'db/district/people/remove-unused.ts',
        find: 'tx: DistrictDb, challenge: string): Promise<void> {',
        replace: 'tx: DistrictDb, challenge: string): Promise<void> {\n  return',
      },
    ],
    project: 'district',
    file: 'tests/district/organisation/removing.test.ts',
    test: 'never lose to somebody who refers to them at the same time',
    engine: 'PostgreSQL',
  },
  {
    guard: 'name-kept',
    without: 'a person’s name is erased for good (D21)',
    edits: [
      { file: 'db/district/people/people-writes.ts', find: "name: null, title: ''", replace: "title: ''" },
    ],
    project: 'district',
    file: 'tests/trust/privacy.test.ts',
    test: 'erases a person’s name row',
  },
]
