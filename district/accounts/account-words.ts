import type { PasswordProblem, ScopeProblem } from '../../db/district/accounts/accounts.ts'

/** What is wrong with a new password, and what to do. */
export const PASSWORD_WORDS: Readonly<Record<PasswordProblem, string>> = {
  'too-short': 'Mật khẩu cần ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt nhất.',
  'too-easy':
    'Mật khẩu này dễ đoán hoặc đã bị lộ ở nơi khác; hãy ghép vài từ không liên quan, không dùng tên đăng nhập.',
}

/** Somebody changed the account that asks, between its question and the deed. */
export const RIGHTS_CHANGED = 'Quyền của bạn vừa được đổi; hãy đăng nhập lại.'

/** What is wrong with the scope of an account. */
export const SCOPE_WORDS: Readonly<Record<ScopeProblem, string>> = {
  'point-missing': 'Lãnh đạo phường cần một điểm tiếp nhận; các vai trò khác thì không.',
  'unknown-point': 'Không có điểm tiếp nhận này.',
  'unknown-organisation': 'Không có đơn vị này.',
}
