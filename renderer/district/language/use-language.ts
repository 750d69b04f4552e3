import { useTranslation } from 'react-i18next'
import { isLanguage, type Language } from './create-i18n.ts'

/** The language of the pages and how to change it. */
export function useLanguage(): { language: Language; setLanguage: (language: Language) => void } {
  const { i18n } = useTranslation()
  const language = isLanguage(i18n.language) ? i18n.language : 'vi'
  return { language, setLanguage: (next) => void i18n.changeLanguage(next) }
}
