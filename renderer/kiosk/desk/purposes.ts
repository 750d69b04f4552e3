import type { StepOut } from '../parts/desk-name.ts'

/** Longest purpose a person may type, characters. */
export const LONGEST_PURPOSE = 100

/** What counter staff leave for, most often first; the wording goes into the record as it is shown. */
export const PURPOSES = {
  'out-duty': [
    'purpose.meeting',
    'purpose.field',
    'purpose.papers',
    'purpose.superior',
    'purpose.inspection',
  ],
  'out-private': ['purpose.health', 'purpose.family', 'purpose.child', 'purpose.errand'],
} as const satisfies Readonly<Record<StepOut, readonly string[]>>
