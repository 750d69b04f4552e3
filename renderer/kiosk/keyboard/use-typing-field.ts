import { useEffect, useRef } from 'react'
import { type Letter, openField } from './typing.ts'

interface Field {
  readonly text: string
  readonly onText: (text: string) => void
  /** See `TypingField`. */
  readonly with: (text: string, letter: Letter) => string | null
  readonly without: (text: string) => string
  /** Takes no keys now. */
  readonly disabled?: boolean
}

/** Lets a real keyboard type where fingers do. */
export function useTypingField(field: Field): void {
  const shown = useRef(field)
  shown.current = field
  const { disabled = false } = field
  useEffect(() => {
    if (disabled) return
    return openField({
      read: () => shown.current.text,
      write: (text) => shown.current.onText(text),
      with: (text, letter) => shown.current.with(text, letter),
      without: (text) => shown.current.without(text),
    })
  }, [disabled])
}
