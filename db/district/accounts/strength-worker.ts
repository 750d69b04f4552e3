import { workApart } from '../engine/run-apart.ts'
import { isEasyToGuess, type PasswordToWeigh } from './password-strength.ts'

workApart(({ password, ownWords }: PasswordToWeigh) => isEasyToGuess(password, ownWords))
