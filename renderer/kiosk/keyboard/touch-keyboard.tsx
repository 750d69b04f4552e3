import type { ReactElement } from 'react'
import { Icon } from '../parts/icon.tsx'
import type { Say } from '../text/kiosk-text.ts'
import { addTone, dropLetter, TONE_MARKS, type ToneMark } from './compose-letter.ts'
import { letterTyped, type TypedKind } from './letter-typed.ts'
import classes from './touch-keyboard.module.css'
import { useTypingField } from './use-typing-field.ts'

const DIGITS = Array.from('1234567890')
const ROWS = [Array.from('qwertyuiop'), Array.from('asdfghjkl'), Array.from('zxcvbnm')] as const
const SIGNS: Readonly<Record<TypedKind, readonly string[]>> = {
  sentence: ['/', '-', '.'],
  capitals: ['/', '-', '.'],
  address: [':', '/', '.', '-'],
  code: [],
}
const MARKED = Array.from('ăâđêôơư')
const TONE_NAMES: Readonly<
  Record<ToneMark, 'key.acute' | 'key.grave' | 'key.hook' | 'key.tilde' | 'key.dot'>
> = {
  '\u0301': 'key.acute',
  '\u0300': 'key.grave',
  '\u0309': 'key.hook',
  '\u0303': 'key.tilde',
  '\u0323': 'key.dot',
}

interface Props {
  readonly text: string
  readonly onText: (text: string) => void
  readonly most: number
  readonly kind?: TypedKind
  readonly say: Say
}

/**
 * A keyboard of our own for fingers: the machine needs none, and no input method of the system can change
 * what is typed. Names are found without marks, so the marks are for sentences. Where there is a real keyboard, its
 * keys type as well.
 */
export function TouchKeyboard({ text, onText, most, kind = 'sentence', say }: Props): ReactElement {
  const type = (letter: string): void => {
    if (text.length >= most) return
    const begins = kind === 'sentence' && (text === '' || text.endsWith(' '))
    const capital = begins || kind === 'capitals' || kind === 'code'
    onText(text + (capital ? letter.toLocaleUpperCase('vi') : letter))
  }
  const withSpace = (before: string): string =>
    before !== '' && !before.endsWith(' ') && before.length < most ? `${before} ` : before
  useTypingField({
    text,
    onText,
    with(before, pressed) {
      const letter = letterTyped(kind, pressed)
      if (letter === ' ') return withSpace(before)
      return letter === null || before.length >= most ? letter && before : (before + letter).normalize('NFC')
    },
    without: dropLetter,
  })
  const key = (letter: string): ReactElement => (
    <button key={letter} type="button" className={classes.key} onClick={() => type(letter)}>
      {kind === 'address' ? letter : letter.toLocaleUpperCase('vi')}
    </button>
  )
  const hasMarks = kind === 'sentence' || kind === 'capitals'
  return (
    <fieldset className={classes.keyboard} aria-label={say('key.keyboard')}>
      <div className={classes.row}>{DIGITS.map(key)}</div>
      {ROWS.map((row, index) => (
        <div key={row[0]} className={classes.row}>
          {row.map(key)}
          {index === 2 && (
            <button
              type="button"
              className={classes.wide}
              aria-label={say('key.back')}
              onClick={() => onText(dropLetter(text))}
            >
              <Icon name="erase" className={classes.icon} />
            </button>
          )}
        </div>
      ))}
      {hasMarks && (
        <div className={classes.row}>
          {MARKED.map(key)}
          {TONE_MARKS.map((tone) => (
            <button
              key={tone}
              type="button"
              className={classes.tone}
              aria-label={say(TONE_NAMES[tone])}
              onClick={() => onText(addTone(text, tone))}
            >
              {`\u25cc${tone}`}
            </button>
          ))}
        </div>
      )}
      <div className={classes.row}>
        <button type="button" className={classes.wide} onClick={() => onText('')} disabled={text === ''}>
          {say('key.clear')}
        </button>
        {SIGNS[kind].map(key)}
        {hasMarks && (
          <button type="button" className={classes.space} onClick={() => onText(withSpace(text))}>
            {say('key.space')}
          </button>
        )}
      </div>
    </fieldset>
  )
}
