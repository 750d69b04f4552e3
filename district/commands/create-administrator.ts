import { randomBytes } from 'node:crypto'
import { dayWords } from '../../core/month/month-words.ts'
import { localDateOf, localTimeOf } from '../../core/time.ts'
import { changeAccount, enableAccount, listAccounts } from '../../db/district/accounts/account-list.ts'
import { takePerson } from '../../db/district/accounts/account-person.ts'
import { createAccount, foldUsername, inviteAccount } from '../../db/district/accounts/accounts.ts'
import { audit, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { removeSecondFactor } from '../../db/district/accounts/second-factor.ts'
import { readZone } from '../../db/district/organisation/read-zone.ts'
import { openOrStop, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'

/**
 * Makes an administrator who chooses a password with the printed code; no password is ever given. For a user name that
 * exists, the way back in: enabled, an administrator of everything, a new code, no second factor.
 */
export async function createAdministrator(options: StartOptions): Promise<void> {
  const { username, displayName, role } = options.account
  if (role !== 'district-administrator' && role !== 'system-administrator') {
    return stop('--role: district-administrator | system-administrator')
  }
  const now = Date.now()
  const database = await openOrStop(options)
  const made = await database.db.transaction(async (tx) => {
    const account = { username, displayName: displayName || username, role, point: null, password: null }
    const created = await createAccount(tx, account, now)
    if (created.kind !== 'created' && created.kind !== 'taken') return created
    const name = foldUsername(username)
    if (created.kind === 'taken') {
      const [known] = await listAccounts(tx, now, 0, name)
      if (known?.person != null) {
        const taken = await takePerson(tx, known.person, name)
        if (taken.kind === 'taken') return { kind: 'person-taken', username: taken.username } as const
      }
      const rights = { role, organisation: null, point: null }
      await changeAccount(
        tx,
        name,
        {
          displayName: displayName || (known?.displayName ?? username),
          ...rights,
        },
        now,
      )
      await enableAccount(tx, name)
      await removeSecondFactor(tx, name)
    }
    const code = await inviteAccount(tx, name, now, randomBytes)
    const action = created.kind === 'created' ? 'accounts.create' : 'accounts.invite'
    await audit(tx, COMMAND_LINE, now, { action, subject: `account:${name}`, detail: { role } })
    return { kind: 'invited', name, ...code } as const
  })
  const zone = await readZone(database.db)
  await database.close()
  if (made.kind === 'person-taken') {
    return stop(
      `Người của tài khoản này nay dùng tài khoản khác, chưa đổi gì; hãy chạy lại với --username ${made.username} (their account in use is another, nothing was changed: run this again with that name).`,
    )
  }
  if (made.kind !== 'invited') {
    return stop('--username: chỉ gồm chữ, số, dấu chấm, gạch dưới, gạch ngang (letters, digits, . _ -).')
  }
  say(`${made.name}: ${made.code}`)
  say(
    `Mở ${options.publicAddress}, chọn “Dùng mã một lần” và đặt mật khẩu. Mã dùng được một lần, đến ${localTimeOf(made.expiresAt, zone)} ngày ${dayWords(localDateOf(made.expiresAt, zone))} (giờ ${zone}).`,
  )
  say('Open that address, choose “Use a one-time code” and set a password. The code works once, for a day.')
}
