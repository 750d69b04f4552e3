import type { FastifyReply } from 'fastify'
import { foldUsername } from '../../db/district/accounts.ts'
import type { DistrictDb } from '../../db/district/district-db.ts'
import { forgetFailures, noteFailure, waitBeforeAttempt } from '../../db/district/sessions.ts'
import { sendProblem } from '../problem.ts'

/** Failed attempts within a quarter of an hour, for one account and from one address. */
const MOST_FOR_ACCOUNT = 10
const MOST_FROM_ADDRESS = 60

/** Counts what fails, by account and by address, in the database. */
export interface Attempts {
  /** Answers 429 when there were too many. @returns whether it did */
  refuse(reply: FastifyReply): Promise<boolean>
  failed(): Promise<void>
  succeeded(): Promise<void>
}

export function attemptsOf(db: DistrictDb, username: string, ip: string, now: number): Attempts {
  const account = `account:${foldUsername(username).replaceAll('\0', '')}`
  const address = `address:${ip}`
  return {
    async refuse(reply) {
      const wait = Math.max(
        await waitBeforeAttempt(db, account, MOST_FOR_ACCOUNT, now),
        await waitBeforeAttempt(db, address, MOST_FROM_ADDRESS, now),
      )
      if (wait === 0) return false
      reply.header('retry-after', Math.ceil(wait / 1000))
      await sendProblem(reply, 429, `Sai quá nhiều lần; thử lại sau ${Math.ceil(wait / 60_000)} phút.`)
      return true
    },
    async failed() {
      await noteFailure(db, account, now)
      await noteFailure(db, address, now)
    },
    succeeded: () => forgetFailures(db, account),
  }
}
