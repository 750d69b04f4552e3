import type { TFunction } from 'i18next'
import { showText } from '../../../core/names.ts'
import type { ImportChange } from '../../../core/people/people-list-api.ts'
import type { Language } from '../language/create-i18n.ts'
import { shortDate } from '../language/dates.ts'

/** "Chức danh: Văn thư → Kế toán". */
export function changeWords(change: ImportChange, t: TFunction, language: Language): string {
  const shown = (text: string): string => {
    if (text === '') return t('peopleImport.nothing')
    if (change.field === 'from') return shortDate(text, language)
    return change.field === 'role' && (text === 'staff' || text === 'leader')
      ? t(`people.roles.${text}`)
      : showText(text)
  }
  return t('peopleImport.change', {
    field: t(`peopleImport.field.${change.field}`),
    before: shown(change.before),
    after: shown(change.after),
  })
}
