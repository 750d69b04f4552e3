import type { Language } from './create-i18n.ts'
import { LOCALES } from './dates.ts'

/** "2.448", "5,7": as the language writes numbers, with two decimals at most. */
export const numberText = (value: number, language: Language): string =>
  new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 2, signDisplay: 'negative' })
    .format(value)
    .replace('-', '−')

/** The same to one decimal: measured, not counted. */
export const measureText = (value: number, language: Language): string =>
  numberText(Math.round(value * 10) / 10, language)
