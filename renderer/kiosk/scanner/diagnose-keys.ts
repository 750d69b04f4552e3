import { LONGEST_MEAN_GAP_MS } from './key-burst.ts'
import { keyText } from './key-text.ts'

/** One key press with what the system made of it. */
export interface RawKey {
  /** The physical key, `KeyboardEvent.code`. */
  readonly code: string
  /** What layout and input method made of it, `KeyboardEvent.key`. */
  readonly key: string
  readonly shift: boolean
  readonly capsLock: boolean
  readonly composing: boolean
  readonly atMs: number
}

/** What stands in a scanner's way, or would stand in another program's. */
export type ScannerTrouble =
  | 'input-method'
  | 'vietnamese-layout'
  | 'other-layout'
  | 'caps-lock'
  | 'num-lock'
  | 'missing-enter'
  | 'slow'

export interface ScannerDiagnosis {
  /** Characters read by physical key, without the end. */
  readonly length: number
  readonly digitsOnly: boolean
  readonly troubles: readonly ScannerTrouble[]
}

/** Letters that the Vietnamese layout has where others have digits. */
const VIETNAMESE_KEYS = new Set(['ă', 'â', 'ê', 'ô', 'đ', 'Ă', 'Â', 'Ê', 'Ô', 'Đ', '₫', 'Dead'])
/** An input method took the key: it says so instead of naming a letter. */
const TAKEN = new Set(['Process', 'Unidentified'])
const NAVIGATION = /^(End|Home|Arrow\w+|Page(Up|Down)|Insert|Delete|Clear)$/

const isEnd = (code: string): boolean => code === 'Enter' || code === 'NumpadEnter' || code === 'Tab'
const isText = ({ code, shift }: RawKey): boolean => keyText(code, shift) !== null

/**
 * Compares what a scanner pressed with what the system made of it. The kiosk reads physical keys, so most
 * troubles do it no harm; a missing Enter, NumLock and slowness do.
 */
export function diagnoseKeys(keys: readonly RawKey[]): ScannerDiagnosis {
  const written = keys.filter(isText)
  const text = written.map(({ code, shift }) => keyText(code, shift)).join('')
  const troubles = new Set<ScannerTrouble>()

  for (const { code, key, shift, composing, capsLock } of written) {
    if (composing || TAKEN.has(key)) troubles.add('input-method')
    else if (code.startsWith('Numpad') && NAVIGATION.test(key)) troubles.add('num-lock')
    else if (VIETNAMESE_KEYS.has(key)) troubles.add('vietnamese-layout')
    else if (key !== keyText(code, shift) && !(capsLock && /^Key[A-Z]$/.test(code))) {
      troubles.add('other-layout')
    }
    if (capsLock) troubles.add('caps-lock')
  }
  // A layout explains every key it moved; naming a second one beside it would only confuse.
  if (troubles.has('vietnamese-layout')) troubles.delete('other-layout')
  const last = keys.at(-1)
  if (last !== undefined && !isEnd(last.code)) troubles.add('missing-enter')
  const [first] = written
  const end = written.at(-1)
  if (first !== undefined && end !== undefined && written.length > 1) {
    if ((end.atMs - first.atMs) / (written.length - 1) > LONGEST_MEAN_GAP_MS) troubles.add('slow')
  }
  return { length: text.length, digitsOnly: /^\d+$/.test(text), troubles: [...troubles] }
}
