import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

/** Words that Vietnamese passwords are made of; the list of breached passwords comes from the package. */
const VIETNAMESE = [
  ...['matkhau', 'mat khau', 'mậtkhẩu', 'mật khẩu', 'giogiac', 'chamcong', 'chấm công', 'hanoi', 'hà nội'],
  ...['saigon', 'sài gòn', 'vietnam', 'việt nam', 'hochiminh', 'hồ chí minh', 'anhyeuem', 'emyeuanh'],
  ...['yeuemnhieu', 'conyeume', 'khongcomatkhau', 'quantri', 'quản trị', 'uyban', 'phuong', 'phường'],
  ...['nguyen', 'nguyễn', 'tran', 'trần', 'pham', 'phạm', 'hoang', 'hoàng', 'huynh', 'huỳnh', 'vanphong'],
]
/** Guesses that a sign-in which waits after ten wrong tries withstands for good. */
const ENOUGH_GUESSES_LOG10 = 8
/** What lies beyond adds nothing but time. */
const MOST_LETTERS = 48

export interface PasswordToWeigh {
  readonly password: string
  /** The user's own name and the like. */
  readonly ownWords: readonly string[]
}

let estimator: ZxcvbnFactory | undefined

/**
 * Whether a password is on the list of breached ones, or made of such, of dates, runs of keys or the user's own name.
 * Takes some tens of milliseconds, at first a hundred more: never on the server's own thread.
 */
export function isEasyToGuess(password: string, ownWords: readonly string[]): boolean {
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, vietnamese: VIETNAMESE },
    graphs: adjacencyGraphs,
  })
  const looked = [...password].slice(0, MOST_LETTERS).join('')
  return estimator.check(looked, [...ownWords]).guessesLog10 < ENOUGH_GUESSES_LOG10
}
