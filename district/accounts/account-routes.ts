import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Account, AccountChange, NewAccountBody, OneTimeCode } from '../../core/district/accounts-api.ts'
import { ERASED_NAME } from '../../core/names.ts'
import {
  type AccountRow,
  changeAccount,
  countAdministrators,
  enableAccount,
  holdAccounts,
  listAccounts,
} from '../../db/district/accounts/account-list.ts'
import {
  askedUsername,
  createAccount,
  endSessionsOf,
  inviteAccount,
  markDisabled,
  scopeProblem,
} from '../../db/district/accounts/accounts.ts'
import { removeSecondFactor } from '../../db/district/accounts/second-factor.ts'
import type { SignedIn } from '../../db/district/accounts/sessions.ts'
import type { DistrictDb } from '../../db/district/engine/district-db.ts'
import type { Snapshot } from '../../db/district/organisation/snapshot.ts'
import type { DistrictContext } from '../context/district-context.ts'
import { type Done, type Refusal, readRoute, refuse, writeRoute } from '../staff/staff-route.ts'
import { SCOPE_CODES } from './account-codes.ts'
import { type Bound, isAccountInScope, isWithinOwn } from './account-scope.ts'
import { maySeePerson, refusePerson, refuseTaken } from './name-person.ts'

const tag = 'accounts'
const OwnName = z.object({ username: z.string().min(1).max(100) })

type Told = Bound & { readonly role: string; readonly person: string | null }

/** Who may sign in, with which role, where; codes for choosing a password; ending what is open. */
export async function accountRoutes(app: FastifyInstance, context: DistrictContext): Promise<void> {
  const { idleMs } = context.sessionLimits
  const permission = 'accounts.write'

  readRoute(app, context, {
    url: '/api/v1/accounts',
    permission: 'accounts.read',
    summary: 'Accounts, by user name',
    tag,
    answer: z.array(Account),
    handle: async ({ db, snapshot, who, now }) =>
      (await listAccounts(db, now, idleMs))
        .filter((row) => isAccountInScope(snapshot, who, row))
        .map((row) => ({
          ...row,
          person:
            row.person === null
              ? null
              : {
                  id: row.person,
                  name: maySeePerson(snapshot, who, row.person)
                    ? (snapshot.people.get(row.person)?.name ?? ERASED_NAME)
                    : null,
                },
          mayChange: row.username !== who.username && isWithinOwn(who, row.role),
        })),
  })

  writeRoute(app, context, {
    url: '/api/v1/accounts',
    permission,
    action: 'accounts.create',
    summary: 'A new account, and the one-time code with which its owner chooses a password',
    tag,
    body: NewAccountBody,
    answer: OneTimeCode,
    secretAnswer: true,
    handle: async ({ tx, snapshot, who, now, body }) => {
      if (!isAccountInScope(snapshot, who, body)) return refuse(404, 'accounts.outside-scope')
      if (!isWithinOwn(who, body.role)) return refuse(403, 'accounts.beyond-role')
      if (!(await holdAccounts(tx, who, []))) return refuse(403, 'accounts.rights-changed')
      const { person } = body
      const refused =
        person === null ? null : await refusePerson(tx, snapshot, who, person, askedUsername(body.username))
      if (refused !== null) return refused
      const made = await createAccount(tx, { ...body, password: null }, now)
      switch (made.kind) {
        case 'created': {
          const code = await inviteAccount(tx, made.username, now, context.randomBytes)
          const { role, organisation, point } = body
          const subject = `account:${made.username}`
          return {
            answer: { username: made.username, ...code },
            subject,
            detail: { role, organisation, point, person },
          }
        }
        case 'taken':
          return refuse(409, 'accounts.username-taken')
        case 'bad-username':
          return refuse(422, 'accounts.bad-username')
        case 'bad-password':
          throw new Error('a password was refused that was not given')
        default:
          return refuse(422, SCOPE_CODES[made.kind])
      }
    },
  })

  /** A deed on somebody else's account. */
  const onAccount = <A extends z.ZodType, B extends z.ZodType = z.ZodUndefined>(deed: {
    readonly method?: 'POST' | 'PUT'
    readonly name: 'change' | 'invite' | 'disable' | 'enable' | 'end-sessions' | 'remove-second-factor'
    readonly path: string
    readonly summary: string
    readonly answer: A
    readonly body?: B
    readonly secretAnswer?: boolean
    act(asked: {
      readonly tx: DistrictDb
      readonly account: AccountRow
      readonly snapshot: Snapshot
      readonly who: SignedIn
      readonly now: number
      readonly body: z.output<B>
    }): Promise<Omit<Done<z.input<A>>, 'subject'> | Refusal>
  }): void =>
    writeRoute(app, context, {
      ...(deed.method && { method: deed.method }),
      url: `/api/v1/accounts/:username${deed.path}`,
      permission,
      action: `accounts.${deed.name}`,
      summary: deed.summary,
      tag,
      params: OwnName,
      ...(deed.body && { body: deed.body }),
      answer: deed.answer,
      ...(deed.secretAnswer && { secretAnswer: true }),
      handle: async ({ tx, snapshot, who, now, params, body }) => {
        const username = askedUsername(params.username)
        if (!(await holdAccounts(tx, who, [username]))) return refuse(403, 'accounts.rights-changed')
        const [account] = await listAccounts(tx, now, idleMs, username)
        if (account === undefined || !isAccountInScope(snapshot, who, account))
          return refuse(404, 'accounts.unknown')
        if (username === who.username) {
          return refuse(409, 'accounts.not-own')
        }
        if (!isWithinOwn(who, account.role)) return refuse(403, 'accounts.beyond-own')
        const done = await deed.act({ tx, account, snapshot, who, now, body: body as z.output<B> })
        if (!('answer' in done)) return done
        if ((await countAdministrators(tx)) === 0) {
          return refuse(409, 'accounts.last-administrator')
        }
        return { ...done, subject: `account:${username}` }
      },
    })

  onAccount({
    method: 'PUT',
    name: 'change',
    path: '',
    summary: 'Name, role and scope of an account, and whose it is; it has to sign in again',
    body: AccountChange,
    answer: z.null(),
    act: async ({ tx, account, snapshot, who, now, body }) => {
      if (!isAccountInScope(snapshot, who, body)) return refuse(404, 'accounts.outside-scope')
      if (!isWithinOwn(who, body.role)) return refuse(403, 'accounts.beyond-role')
      const misplaced = await scopeProblem(tx, body.role, body)
      if (misplaced !== null) return refuse(422, SCOPE_CODES[misplaced])
      const person = body.person === undefined ? account.person : body.person
      if (person !== null && person !== account.person) {
        const refused = await refusePerson(tx, snapshot, who, person, account.username)
        if (refused !== null) return refused
      }
      await changeAccount(tx, account.username, { ...body, person }, now)
      const told = ({ role, organisation, point, person }: Told) => ({ role, organisation, point, person })
      return { answer: null, detail: { before: told(account), after: told({ ...body, person }) } }
    },
  })

  onAccount({
    name: 'invite',
    path: '/code',
    summary: 'A one-time code for a new password; the present one works until it is used',
    answer: OneTimeCode,
    secretAnswer: true,
    act: async ({ tx, account, now }) => {
      if (account.state === 'disabled') return refuse(409, 'accounts.disabled')
      const code = await inviteAccount(tx, account.username, now, context.randomBytes)
      return { answer: { username: account.username, ...code } }
    },
  })

  onAccount({
    name: 'disable',
    path: '/disable',
    summary: 'Nobody signs in with it any more; what is open ends',
    answer: z.null(),
    act: async ({ tx, account, now }) => {
      await markDisabled(tx, account.username, now)
      return { answer: null }
    },
  })

  onAccount({
    name: 'enable',
    path: '/enable',
    summary: 'A disabled account may sign in again',
    answer: z.null(),
    act: async ({ tx, account, snapshot, who }) => {
      const refused =
        account.person === null
          ? null
          : await refuseTaken(tx, snapshot, who, account.person, account.username)
      if (refused !== null) return refused
      await enableAccount(tx, account.username)
      return { answer: null }
    },
  })

  onAccount({
    name: 'end-sessions',
    path: '/end-sessions',
    summary: 'Signs the account out everywhere',
    answer: z.null(),
    act: async ({ tx, account }) => {
      await endSessionsOf(tx, account.username)
      return { answer: null, detail: { sessions: account.sessions } }
    },
  })

  onAccount({
    name: 'remove-second-factor',
    path: '/remove-second-factor',
    summary: 'For a lost phone: the second factor has to be set up anew',
    answer: z.null(),
    act: async ({ tx, account }) => {
      await removeSecondFactor(tx, account.username)
      await endSessionsOf(tx, account.username)
      return { answer: null }
    },
  })
}
