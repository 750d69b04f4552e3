import type { TFunction } from 'i18next'
import { districtVi } from '../../locales/vi/district.ts'

type ExcuseCode = keyof typeof districtVi.excuses

const isKnown = (code: string): code is ExcuseCode => Object.hasOwn(districtVi.excuses, code)

/** An excuse's name with its code; an office's own code stands as it is. */
export const excuseWords = (code: string, t: TFunction): string =>
  isKnown(code) ? `${t(`excuses.${code}`)} (${code})` : code
