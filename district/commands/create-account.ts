import { createAccount } from '../../db/district/accounts/accounts.ts'
import { auditAlone, COMMAND_LINE } from '../../db/district/accounts/audit.ts'
import { PASSWORD_WORDS, SCOPE_WORDS } from '../accounts/account-words.ts'
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
      return stop('Tên đăng nhập này đã có.')
    case 'bad-username':
      return stop('Tên đăng nhập chỉ gồm chữ, số, dấu chấm, gạch dưới, gạch ngang.')
    case 'bad-password':
      return stop(PASSWORD_WORDS[made.problem])
    default:
      return stop(SCOPE_WORDS[made.kind])
  }
}
