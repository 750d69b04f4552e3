import type { TFunction } from 'i18next'
import { LEAVE_TYPES, type LeaveType } from '../../../core/excuses/leave-types.ts'
import { showText } from '../../../core/names.ts'
import { districtVi } from '../../locales/vi/district.ts'

type ExcuseCode = keyof typeof districtVi.excuses

const isKnown = (code: string): code is ExcuseCode => Object.hasOwn(districtVi.excuses, code)

/** An excuse's name; an office's own code stands as it is. */
export const excuseWords = (code: string, t: TFunction): string =>
  isKnown(code) ? t(`excuses.${code}`) : code

/** A leave type's name: as the office calls it, where it calls it differently. */
export function typeWords({ code, name }: Pick<LeaveType, 'code' | 'name'>, t: TFunction): string {
  const isUsual = name === code || LEAVE_TYPES.some((usual) => usual.code === code && usual.name === name)
  return isUsual ? excuseWords(code, t) : showText(name)
}
