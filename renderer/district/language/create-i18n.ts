import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { districtEn } from '../../locales/en/district.ts'
import { districtVi } from '../../locales/vi/district.ts'

export type Language = 'vi' | 'en'

const STORED_AS = 'giogiac.language'

export const isLanguage = (text: string | null): text is Language => text === 'vi' || text === 'en'

/** The language chosen in this browser; Vietnamese until somebody chooses. */
export function storedLanguage(storage: Storage): Language {
  const stored = storage.getItem(STORED_AS)
  return isLanguage(stored) ? stored : 'vi'
}

/** The translator of the pages, ready at once; keeps the choice and the document's `lang` in step. */
export function createI18n(storage: Storage, page: Document): i18n {
  const instance = i18next.createInstance()
  instance.use(initReactI18next)
  instance.on('languageChanged', (language) => {
    page.documentElement.lang = language
    storage.setItem(STORED_AS, language)
  })
  void instance.init({
    lng: storedLanguage(storage),
    fallbackLng: 'vi',
    defaultNS: 'district',
    ns: ['district'],
    resources: { vi: { district: districtVi }, en: { district: districtEn } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return instance
}
