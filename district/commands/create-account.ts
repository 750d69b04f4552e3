import { createAccount } from '../../db/district/accounts/accounts.ts'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { passwordCode, SCOPE_CODES } from '../accounts/account-codes.ts'
import { type RefusalCode, refusalDetail } from '../context/refusal-texts.ts'
import { openOrStop, say, stop } from './open-or-stop.ts'
import type { StartOptions } from './read-options.ts'
import { readSecret } from './read-secret.ts'

/** Makes an account; the password comes from standard input, never from the command line. */
export async function makeAccount(options: StartOptions): Promise<void> {
  const { username, displayName, role, point, organisation } = options.account
  const database = await openOrStop(options)
  const password = await readSecret('Mật khẩu (≥ 12 ký tự): ')
  const account = { username, displayName: displayName || username, role, point, organisation, password }
  const now = Date.now()
  const made = await createAccount(database.db, account, now)
  if (made.kind === 'created') {
    const entry = {
      action: 'accounts.create' as const,
      subject: `account:${made.username}`,
      detail: { role },
    }
    await auditAlone(database.db, COMMAND_LINE, now, entry)
  }
  await database.close()
  switch (made.kind) {
    case 'created':
      return say(`Đã tạo tài khoản ${made.username}.`)
    case 'taken':
      return refused('accounts.username-taken')
    case 'bad-username':
      return refused('accounts.bad-username')
    case 'bad-password':
      return refused(passwordCode(made.problem))
    default:
      return refused(SCOPE_CODES[made.kind])
  }
}

const refused = (code: RefusalCode) => stop(refusalDetail({ code }))
