import type { Mutant } from './mutant.ts'

/** The district’s pages: who may do what, and what they tell. */
export const DISTRICT_MUTANTS: readonly Mutant[] = [
  {
    guard: 'foreign-pages-heard',
    without: "no other site's page acts in a signed-in browser (D5)",
    edits: [{ file: 'district/staff/staff-session.ts', find: 'return foreign ?', replace: 'return false ?' }],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'refuses what another site makes this browser send',
  },
  {
    guard: 'permission-unasked',
    without: 'what an account may do is asked for every route (D6)',
    edits: [
      { file: 'district/staff/staff-session.ts', find: 'who.permissions.includes(access)', replace: 'true' },
    ],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'is decided by role and point, for every route',
  },
  {
    guard: 'scope-everything',
    without: 'an account sees its own scope only (D6)',
    edits: [
      {
        file: 'db/district/organisation/scope.ts',
        find: 'if (scope.point !== null) return new Set(points',
        replace:
          'return new Set(points.map(({ id }) => id))\n  if (scope.point !== null) return new Set(points',
      },
      {
        file: 'db/district/organisation/scope.ts',
        find: 'scope.point === null && scope.organisation === null ? null : points',
        replace: 'true ? null : points',
      },
    ],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'keeps another ward out of lists',
  },
  {
    guard: 'approver-unasked',
    without: 'a leave is decided about by the level that its type names',
    edits: [{ file: 'district/excuses/decide-one.ts', find: '!isHeard', replace: 'false' }],
    project: 'district',
    file: 'tests/district/excuses/approvers.test.ts',
    test: 'is decided above the organisation alone',
  },
  {
    guard: 'own-decided',
    without: 'nobody decides about themselves, nor about what they asked or vouched for',
    edits: [
      { file: 'district/excuses/claim-routes.ts', find: "may !== 'may'", replace: 'false' },
      { file: 'district/excuses/decide-one.ts', find: "may !== 'may'", replace: 'false' },
    ],
    project: 'district',
    file: 'tests/district/excuses/own-decisions.test.ts',
    test: 'nor does the person it is about, among many decided at once',
  },
  {
    guard: 'own-claim-counted',
    without: 'a leader’s word about their own day waits for the office',
    edits: [{ file: 'db/district/days/day-facts.ts', find: 'by === staff', replace: 'false' }],
    project: 'district',
    file: 'tests/district/excuses/own-claims.test.ts',
    test: 'waits for the office: no arrival by it',
  },
  {
    guard: 'decider-unheld',
    without: 'who decides is held, so that whose account it is cannot change meanwhile',
    edits: [{ file: 'db/district/accounts/actors.ts', find: ".for('share')", replace: '' }],
    project: 'district',
    file: 'tests/district/excuses/own-decisions.test.ts',
    test: 'nor does who is said to be that person while they decide',
    engine: 'PostgreSQL',
  },
  {
    guard: 'account-person-unheld',
    without: 'of two who give one person an account at once, the second is told',
    edits: [
      {
        file: 'db/district/accounts/account-person.ts',
        find: 'await lockPeople(tx, [person])\n  const [known]',
        replace: 'const [known]',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/account-person.test.ts',
    test: 'is said once when two say it at once',
    engine: 'PostgreSQL',
  },
  {
    guard: 'months-unheld',
    without: 'a month is held while it is closed, and while a leave or a claim in it is decided',
    edits: [
      {
        file: 'db/district/months/hold-months.ts',
        find: '): Promise<void> {',
        replace: '): Promise<void> {\n  return',
      },
    ],
    project: 'district',
    file: 'tests/district/month/lock-beside-decisions.test.ts',
    test: 'approves nothing in a month that is being closed',
    engine: 'PostgreSQL',
  },
  {
    guard: 'audit-left-out',
    without: 'what staff do leaves a row (D7)',
    edits: [
      {
        file: 'db/district/accounts/audit.ts',
        find: 'entry: AuditEntry): Promise<void> {',
        replace: 'entry: AuditEntry): Promise<void> {\n  return',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/audit.test.ts',
    test: 'leaves exactly one row for each write',
  },
  {
    guard: 'idempotency-ignored',
    without: 'a write that is asked for twice is done once',
    edits: [{ file: 'district/staff/run-write.ts', find: "typeof key !== 'string'", replace: 'true' }],
    project: 'district',
    file: 'tests/district/api-docs/api.test.ts',
    test: 'is done once and answered alike',
  },
  {
    guard: 'apart-without-end',
    without: 'work that waits for a thread of its own is bounded',
    edits: [
      {
        file: 'db/district/engine/run-apart.ts',
        find: 'createFairQueue({ ...limits,',
        replace: 'createFairQueue({ ...limits, waiting: Infinity, inLane: Infinity,',
      },
    ],
    project: 'district',
    file: 'tests/db/district/engine/run-apart.test.ts',
    test: 'waits no longer than a few others, and what comes beyond is refused',
  },
  {
    guard: 'news-without-limit',
    without: 'one account holds so many open news and no more',
    edits: [{ file: 'district/today/live-routes.ts', find: 'held >= MOST_OPEN', replace: 'false' }],
    project: 'district',
    file: 'tests/district/accounts/rights.test.ts',
    test: 'to hear news are for twenty pages of one account',
  },
  {
    guard: 'uploads-without-limit',
    without: 'few files come in at a time, the others are refused unread',
    edits: [{ file: 'district/imports/limit-uploads.ts', find: 'if (isFull)', replace: 'if (false)' }],
    project: 'district',
    file: 'tests/district/imports/upload-limit.test.ts',
    test: 'are two of one account and four in all',
  },
  {
    guard: 'errors-told',
    without: 'an error tells a reference and nothing else (D14)',
    edits: [
      {
        file: 'district/server/answer-errors.ts',
        find: '{ reference })',
        replace: '{ reference: reference + error.stack })',
      },
    ],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'give a reference and nothing else',
  },
  {
    guard: 'odd-texts-taken',
    without: 'a text that no database keeps is refused (D9)',
    edits: [{ file: 'district/staff/refuse-odd-text.ts', find: 'return isOdd ?', replace: 'return false ?' }],
    project: 'district',
    file: 'tests/trust/hostile-http.test.ts',
    test: 'fields that would reach into a program’s own objects',
  },
  {
    guard: 'requests-told',
    without: 'what people send is in no log line (D14)',
    edits: [
      {
        file: 'district/server/create-district-server.ts',
        find: 'request.log.info(answered)',
        replace: 'request.log.info({ body: request.body, headers: request.headers, ...answered })',
      },
    ],
    project: 'district',
    file: 'tests/trust/privacy.test.ts',
    test: 'holds nothing of an identity card, no badge code',
  },
  {
    guard: 'key-readable-by-all',
    without: 'the private key’s file is its owner’s alone (E16)',
    edits: [{ file: 'db/durable-files.ts', find: '0o600', replace: '0o644' }],
    project: 'district',
    file: 'tests/trust/privacy.test.ts',
    test: 'holds nothing of an identity card, no badge code',
  },
]
