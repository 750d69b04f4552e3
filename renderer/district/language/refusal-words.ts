import { type RefusalText, type RefusalTexts, sayRefusal } from '../../../core/district/say-refusal.ts'
import type { ProblemTrouble } from '../api/trouble.ts'
import type { Language } from './create-i18n.ts'

const FILES = import.meta.glob<Readonly<Record<string, RefusalText>>>(
  ['../../../assets/refusals/*.json', '!../../../assets/refusals/titles.json'],
  { eager: true, import: 'default' },
)
const TEXTS: RefusalTexts = Object.fromEntries(
  Object.entries(FILES).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]),
)

/** What the district refuses, in the language of the pages; as the district worded it where they do not know the text. */
export const refusalWords = ({ said, detail }: ProblemTrouble, language: Language): string =>
  (said && sayRefusal(TEXTS, said, language)) ?? detail
