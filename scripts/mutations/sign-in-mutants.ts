import type { Mutant } from './mutant.ts'

/** Guards of the district: who gets in, and for how long. */
export const SIGN_IN_MUTANTS: readonly Mutant[] = [
  {
    guard: 'session-without-end',
    without: 'a session ends by itself (D4)',
    edits: [
      {
        file: 'db/district/accounts/sessions.ts',
        find: 'gt(sessions.lastUsedAt, now - limits.idleMs),',
        replace: '',
      },
      {
        file: 'db/district/accounts/sessions.ts',
        find: 'gt(sessions.startedAt, now - limits.absoluteMs),',
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'ends after half an hour of rest, after eight hours',
  },
  {
    guard: 'session-outlives-sign-out',
    without: 'signing out ends the session (D4)',
    edits: [
      {
        file: 'db/district/accounts/sessions.ts',
        find: 'endSession(db: DistrictDb, token: string): Promise<void> {',
        replace: 'endSession(db: DistrictDb, token: string): Promise<void> {\n  return',
      },
    ],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'ends after half an hour of rest, after eight hours',
  },
  {
    guard: 'sign-in-without-limit',
    without: 'guessing a password has to wait (D2)',
    edits: [
      {
        file: 'db/district/accounts/guess-budget.ts',
        find: 'waitMs: count > most ?',
        replace: 'waitMs: false ?',
      },
    ],
    project: 'district',
    file: 'tests/district/staff/staff.test.ts',
    test: 'makes guessing wait, also after a restart',
  },
  {
    guard: 'guesses-counted-apart',
    without: 'guesses that come at once are counted one after the other',
    edits: [
      {
        file: 'db/district/accounts/guess-budget.ts',
        find: 'const [row] = await db\n',
        replace: `const [held] = await db.select().from(failedAttempts).where(eq(failedAttempts.key, key))
  const next = { count: (held?.count ?? 0) + 1, since: held?.since ?? now }
  const kept = db.insert(failedAttempts).values({ key, ...next })
  await kept.onConflictDoUpdate({ target: failedAttempts.key, set: next })
  return next
  const [row] = await db
`,
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/guesses.test.ts',
    test: 'are each another number, so that no more of them are looked at',
  },
  {
    guard: 'guesses-counted-late',
    without: 'a guess is counted before it is looked at',
    edits: [
      {
        file: 'db/district/accounts/guess-budget.ts',
        find: 'const { count, since } = await countUp(db, key, GUESS_WINDOW_MS, now)',
        replace: `const [row] = await db.select().from(failedAttempts).where(eq(failedAttempts.key, key))
  setTimeout(() => countUp(db, key, GUESS_WINDOW_MS, now).catch(() => {}), 5_000).unref()
  const { count, since } = { count: (row?.count ?? 0) + 1, since: row?.since ?? now }`,
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/guesses.test.ts',
    test: 'at a password are looked at ten times, through two servers at once',
  },
  {
    guard: 'owner-locked-out',
    without: 'a stranger keeps no owner out of an account',
    edits: [{ file: 'district/staff/take-guess.ts', find: 'account, place.key)', replace: "account, '')" }],
    project: 'district',
    file: 'tests/district/accounts/guesses.test.ts',
    test: 'with wrong passwords keeps no owner out who comes from elsewhere',
  },
  {
    guard: 'hashing-without-end',
    without: 'passwords that wait to be hashed are few, and the others are refused in words',
    edits: [
      {
        file: 'db/district/accounts/password.ts',
        find: 'waiting: 64, inLane: 32',
        replace: 'waiting: Infinity, inLane: Infinity',
      },
      {
        file: 'district/staff/limit-crowd.ts',
        find: 'if (held >= MOST_OF_PLACE) throw new QueueFull()',
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/guesses.test.ts',
    test: 'who floods the sign-in is refused in words',
  },
  {
    guard: 'factor-unheld',
    without: 'a code of a second factor opens one session, however many send it at once',
    edits: [
      {
        file: 'db/district/accounts/second-factor.ts',
        find: "const [row] = await tx.select().from(accounts).where(eq(accounts.username, username)).for('update')\n    if",
        replace:
          'const [row] = await tx.select().from(accounts).where(eq(accounts.username, username))\n    if',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/second-factor-at-once.test.ts',
    test: 'many look at it in the same moment',
    engine: 'PostgreSQL',
  },
  {
    guard: 'factor-opens-all',
    without: 'a proven second factor opens the session it was proven in, and no other',
    edits: [
      {
        file: 'db/district/accounts/second-factor.ts',
        find: 'eq(sessions.tokenHash, asked.session)',
        replace: 'eq(sessions.username, username)',
      },
      {
        file: 'db/district/accounts/second-factor.ts',
        find: 'await endSessionsOf(tx, username, asked.session)',
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/second-factor.test.ts',
    test: 'opens the session in which it was proven, and ends the others',
  },
  {
    guard: 'rights-beyond-own',
    without: 'nobody gives rights beyond their own, nor takes over an account that has them',
    edits: [
      { file: 'district/accounts/account-scope.ts', find: 'mayGive(who.permissions, role)', replace: 'true' },
    ],
    project: 'district',
    file: 'tests/district/accounts/rights.test.ts',
    test: 'are given by nobody who does not have them',
  },
  {
    guard: 'administrators-unheld',
    without: 'two administrators who act on each other come one after the other',
    edits: [
      {
        file: 'db/district/accounts/account-list.ts',
        find: "    .orderBy(accounts.username)\n    .for('update')",
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/rights.test.ts',
    test: 'two administrators who disable each other at once',
    engine: 'PostgreSQL',
  },
  {
    guard: 'token-outlives-account',
    without: 'a token for a program ends with the account that made it',
    edits: [
      {
        file: 'db/district/accounts/api-tokens.ts',
        find: "if (maker?.state !== 'active') return null",
        replace: '',
      },
      {
        file: 'db/district/accounts/api-tokens.ts',
        find: 'ROLE_PERMISSIONS[maker.role]',
        replace: 'row.permissions',
      },
      {
        file: 'db/district/accounts/api-tokens.ts',
        find: 'await revoke(tx, eq(apiTokens.createdBy, username), now)',
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/rights.test.ts',
    test: 'of a program end with the account that made its token',
  },
  {
    guard: 'news-outlive-session',
    without: 'open news end with the session',
    edits: [
      {
        file: 'district/today/live-routes.ts',
        find: 'if (!(await stillMay(context, request).catch(() => false))) end()',
        replace: '',
      },
    ],
    project: 'district',
    file: 'tests/district/accounts/rights.test.ts',
    test: 'to hear news end with the session at once',
  },
]
