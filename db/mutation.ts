/**
 * Guards that a test build can switch off, one at a time: `npm run test:mutations` shows for each that the tests turn
 * red without it. Which tests, stands in `scripts/mutations/`, by the same names.
 */
export type Mutation =
  // The kiosk's log on disk.
  | 'log-synchronous-normal'
  | 'log-triggers-dropped'
  | 'log-links-unchecked'
  | 'quick-check-skipped'
  | 'head-file-not-written'
  | 'head-file-unread'
  | 'acknowledged-unchecked'
  | 'linked-log-opened'
  | 'log-lock-skipped'
  | 'damaged-files-deleted'
  | 'tail-not-carried'
  | 'tail-not-carved'
  | 'backup-unchecked'
  | 'handle-kept-after-error'
  | 'renamed-without-its-folder'
  | 'reserve-not-released'
  | 'last-room-used'
  | 'recorded-before-commit'
  | 'unacknowledged-dropped'
  | 'clock-jumps-unwatched'
  // Signatures, on whatever way: `verify` says yes to everything.
  | 'signatures-unverified'
  // `verify-log`.
  | 'verifier-takes-any-seal'
  | 'verifier-takes-any-link'
  | 'verifier-takes-gaps'
  | 'verifier-takes-ids-twice'
  | 'verifier-forgets-the-tail'
  // The kiosk in a browser.
  | 'any-window-heard'
  // Updates.
  | 'any-file-opened'
  | 'older-update-taken'
  | 'update-by-wall-clock'
  // The stick.
  | 'stick-file-under-its-name-at-once'
  | 'stick-not-read-back'
  | 'receipt-of-any-event'
  | 'receipt-of-any-log'
  | 'file-for-any-district'
  // A revoked kiosk.
  | 'names-after-revocation'
  // Enrolment.
  | 'enrolment-code-used-again'
  | 'enrolment-code-for-ever'
  | 'enrolment-tries-for-ever'
  | 'enrolment-without-proof'
  // The counter.
  | 'refused-code-told'
  | 'visit-without-end'
  | 'visit-of-anybody'
  | 'pin-without-pause'
  | 'pin-pause-ends-at-restart'
  | 'late-without-the-others'
  | 'pin-of-others-opens'
  | 'pin-unbound'
  | 'pins-kept-when-revoked'
  | 'pins-in-the-clear'
  | 'pin-secret-in-the-clear'
  | 'pins-of-any-point'
  | 'pins-older-win'
  | 'pins-gone-kept'
  | 'pins-of-gone-people-kept'
  // What a kiosk sends, and what the district makes of it.
  | 'unknown-types-refused'
  | 'batch-gap-taken'
  | 'batch-overlap-unchecked'
  | 'batch-links-unchecked'
  | 'file-without-lock'
  | 'challenge-any'
  | 'quarantine-nothing'
  | 'answer-of-any-request'
  | 'answer-unsealed'
  | 'fork-ignored'
  | 'rollback-not-resent'
  | 'rollback-not-shown'
  | 'older-logs-not-resent'
  | 'pause-without-jitter'
  | 'batch-never-halved'
  | 'clock-by-wall'
  | 'clock-drift-ignored'
  | 'revoked-heard'
  // The district's pages.
  | 'foreign-pages-heard'
  | 'permission-unasked'
  | 'scope-everything'
  | 'approver-unasked'
  | 'own-decided'
  | 'own-claim-counted'
  | 'decider-unheld'
  | 'account-person-unheld'
  | 'session-without-end'
  | 'session-outlives-sign-out'
  | 'sign-in-without-limit'
  | 'kiosk-without-limit'
  | 'guesses-counted-apart'
  | 'owner-locked-out'
  | 'hashing-without-end'
  | 'factor-opens-all'
  | 'rights-beyond-own'
  | 'administrators-unheld'
  | 'token-outlives-account'
  | 'news-outlive-session'
  | 'news-without-limit'
  | 'uploads-without-limit'
  | 'errors-told'
  | 'odd-texts-taken'
  | 'older-directory-taken'
  | 'name-kept'
  | 'audit-left-out'
  | 'referred-not-held'
  | 'people-unlocked'
  | 'list-over-changes'
  | 'taken-back-over-changes'
  | 'idempotency-ignored'
  | 'requests-told'
  | 'key-readable-by-all'
  // What the district keeps, and how long.
  | 'backup-seal-unchecked'
  | 'unsigned-backup-taken'
  | 'months-unheld'
  | 'open-month-dropped'
  | 'dropped-seal-unchecked'
  | 'days-of-old-rules'
  | 'days-of-older-program'
  | 'kept-over-newer'
  | 'older-judgement-forgotten'
  | 'incidents-crowded-out'
  | 'silence-unkept'
  | 'revoked-badge-unsaid'
  | 'unchecked-run-unsaid'

/** Read once: a program runs whole or with one guard off, from start to end. */
const switchedOff = process.env.GIOGIAC_TEST_BUILD === '1' ? process.env.GIOGIAC_MUTATE : undefined

/**
 * Whether a guard is switched off (`GIOGIAC_MUTATE`; only with `GIOGIAC_TEST_BUILD=1`). The packaged kiosk has no such
 * switch left in it; the district, which runs from its sources, listens to both variables and says so when it starts.
 */
export const mutated = (guard: Mutation): boolean => switchedOff === guard

if (switchedOff !== undefined) process.stderr.write(`TEST BUILD: without ${switchedOff}\n`)
if (mutated('signatures-unverified')) crypto.subtle.verify = async () => true
