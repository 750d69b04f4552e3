import type { Presence } from '../../../../core/person-day/person-day.ts'
import type { IconName } from '../../parts/icon.tsx'

/** How a state looks besides its word: colour and picture. */
export interface PresenceLook {
  readonly tone: 'good' | 'attention' | 'bad' | 'quiet'
  readonly icon: IconName
}

export const PRESENCE_LOOKS: Readonly<Record<Presence, PresenceLook>> = {
  here: { tone: 'good', icon: 'check' },
  away: { tone: 'attention', icon: 'walk' },
  left: { tone: 'quiet', icon: 'leave' },
  awaited: { tone: 'quiet', icon: 'clock' },
  'not-arrived': { tone: 'attention', icon: 'late' },
  absent: { tone: 'bad', icon: 'absent' },
  incomplete: { tone: 'attention', icon: 'question' },
  excused: { tone: 'quiet', icon: 'document' },
  'no-data': { tone: 'quiet', icon: 'noData' },
  off: { tone: 'quiet', icon: 'moon' },
}

/** The order of the counts: what asks for a leader's eye first. */
export const PRESENCE_ORDER: readonly Presence[] = [
  'absent',
  'not-arrived',
  'incomplete',
  'away',
  'here',
  'left',
  'excused',
  'awaited',
  'no-data',
  'off',
]
