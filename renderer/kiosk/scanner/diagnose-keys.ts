import { BADGE_CODE_LENGTH, isBadgeCode } from '../../../core/badge/badge-code.ts'
import { hasAddedCharacters } from '../../../core/badge/unwrap-code.ts'
import { type EndedBurst, endByPause, type KeyStroke, NO_BURST, takeKey } from './key-burst.ts'
import { keyText } from './key-text.ts'
import { paceOf, type Reading, readBurst, type ScannerFault } from './read-burst.ts'

/** One key press with what the system made of it. */
export interface RawKey extends KeyStroke {
  readonly capsLock: boolean
  readonly composing: boolean
}

/** What a test scan shows to be set better, or has to be set before the scanner can be used. */
export type ScannerTrouble =
  | ScannerFault
  | 'missing-enter'
  | 'before'
  | 'after'
  | 'twice'
  | 'other-code'
  | 'input-method'
  | 'vietnamese-layout'
  | 'other-layout'
  | 'caps-lock'
  | 'num-lock'

export interface ScannerDiagnosis {
  /** A valid badge came out: the scanner can be used, whatever should be set better. */
  readonly badge: boolean
  /** Characters that came, without the end. */
  readonly length: number
  /** What the scanner put before and after the badge; never anything of another code. */
  readonly before: string
  readonly after: string
  /** What to set, the gravest first; never empty when no badge came out. */
  readonly troubles: readonly ScannerTrouble[]
}

/** Letters that the Vietnamese layout has where others have digits. */
const VIETNAMESE_KEYS = new Set(['ă', 'â', 'ê', 'ô', 'đ', 'Ă', 'Â', 'Ê', 'Ô', 'Đ', '₫', 'Dead'])
/** An input method took the key: it says so instead of naming a letter. */
const TAKEN = new Set(['Process', 'Unidentified'])
const NAVIGATION = /^(End|Home|Arrow\w+|Page(Up|Down)|Insert|Delete|Clear)$/
/** A badge that came more slowly than this is read, but hardly. */
const SLOW_MEAN_MS = 60

/** What layout, lock keys and input methods made of the keys; the kiosk reads past most of it, other programs do not. */
function surroundingsOf(keys: readonly RawKey[]): ScannerTrouble[] {
  const found = new Set<ScannerTrouble>()
  for (const { code, key, shift, alt, ctrl, composing, capsLock } of keys) {
    const meant = keyText(code, shift)
    if (meant === null) continue
    if (composing || TAKEN.has(key)) found.add('input-method')
    else if (code.startsWith('Numpad') && NAVIGATION.test(key)) found.add('num-lock')
    else if (VIETNAMESE_KEYS.has(key)) found.add('vietnamese-layout')
    else if (!alt && !ctrl && key !== meant && !(capsLock && /^Key[A-Z]$/.test(code)))
      found.add('other-layout')
    if (capsLock) found.add('caps-lock')
  }
  // A layout explains every key it moved; naming a second one beside it would only confuse.
  if (found.has('vietnamese-layout')) found.delete('other-layout')
  return [...found]
}

/** The bursts that a row of key presses makes. */
function burstsOf(keys: readonly RawKey[]): EndedBurst[] {
  const ended: EndedBurst[] = []
  let burst = NO_BURST
  for (const key of keys) {
    const step = takeKey(burst, key)
    burst = step.burst
    ended.push(...step.ended)
  }
  const last = endByPause(burst)
  return [...ended, ...(last === null ? [] : [last])].filter((one) => one.burst.text !== '')
}

function troublesOfBadge({ burst, end }: EndedBurst, reading: Extract<Reading, { kind: 'codes' }>) {
  const { wrapped } = reading
  const sent = burst.text.match(/\d{41}/g)?.length ?? 0
  const troubles: ScannerTrouble[] = []
  if (end === 'pause') troubles.push('missing-enter')
  if (wrapped?.before) troubles.push('before')
  if (wrapped?.after) troubles.push('after')
  if (wrapped?.shifted) troubles.push('shift')
  if (sent > 1) troubles.push('twice')
  if (burst.byAlt) troubles.push('alt')
  if (paceOf(burst) > SLOW_MEAN_MS) troubles.push('slow')
  return troubles
}

/** Why no badge came out of a burst. */
function troublesWithoutBadge({ burst, end }: EndedBurst, reading: Reading): ScannerTrouble[] {
  const { text } = burst
  const troubles: ScannerTrouble[] = []
  if (end === 'pause') troubles.push('missing-enter')
  if (reading.kind === 'fault' && !(reading.fault === 'cut' && end === 'pause')) troubles.push(reading.fault)
  else if (hasAddedCharacters(text)) troubles.push('adds')
  else if (/^\d*$/.test(text) && text.length < BADGE_CODE_LENGTH) troubles.push('short')
  else if (reading.kind === 'nothing' && paceOf(burst) > SLOW_MEAN_MS) troubles.push('slow')
  else troubles.push('other-code')
  return troubles
}

/**
 * Judges a test scan: what came out, what the scanner has to be set to, and what stands in another program's way.
 * @param keys all presses of the test, in order
 * @returns `null`: nothing that writes was pressed
 */
export function diagnoseKeys(keys: readonly RawKey[]): ScannerDiagnosis | null {
  const bursts = burstsOf(keys)
  const read = bursts.map((burst) => ({
    burst,
    reading: readBurst(burst, { typing: false, afterCut: false }),
  }))
  const isBadge = ({ reading }: { reading: Reading }) =>
    reading.kind === 'codes' && reading.codes.some(isBadgeCode)
  const shown =
    read.find(isBadge) ??
    read.reduce<(typeof read)[number] | null>(
      (longest, one) =>
        longest === null || one.burst.burst.text.length > longest.burst.burst.text.length ? one : longest,
      null,
    )
  if (shown === null) return null
  const { burst, reading } = shown
  const badge = isBadge(shown)
  const own =
    badge && reading.kind === 'codes' ? troublesOfBadge(burst, reading) : troublesWithoutBadge(burst, reading)
  const wrapped = badge && reading.kind === 'codes' ? reading.wrapped : null
  return {
    badge,
    length: burst.burst.text.length,
    before: wrapped?.before ?? '',
    after: wrapped?.after ?? '',
    troubles: [...own, ...surroundingsOf(keys)],
  }
}
