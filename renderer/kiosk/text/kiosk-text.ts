import { createInstance } from 'i18next'
import { kioskEn } from '../../locales/en/kiosk.ts'
import { kioskDeskEn } from '../../locales/en/kiosk-desk.ts'
import { kioskLeaderEn } from '../../locales/en/kiosk-leader.ts'
import { kioskScannerEn } from '../../locales/en/kiosk-scanner.ts'
import { kioskSetUpEn } from '../../locales/en/kiosk-set-up.ts'
import { kioskSettingsEn } from '../../locales/en/kiosk-settings.ts'
import { kioskStateEn } from '../../locales/en/kiosk-state.ts'
import { kioskVi } from '../../locales/vi/kiosk.ts'
import { kioskDeskVi } from '../../locales/vi/kiosk-desk.ts'
import { kioskLeaderVi } from '../../locales/vi/kiosk-leader.ts'
import { kioskScannerVi } from '../../locales/vi/kiosk-scanner.ts'
import { kioskSetUpVi } from '../../locales/vi/kiosk-set-up.ts'
import { kioskSettingsVi } from '../../locales/vi/kiosk-settings.ts'
import { kioskStateVi } from '../../locales/vi/kiosk-state.ts'

export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

type Texts = typeof kioskVi &
  typeof kioskDeskVi &
  typeof kioskLeaderVi &
  typeof kioskSettingsVi &
  typeof kioskScannerVi &
  typeof kioskSetUpVi &
  typeof kioskStateVi
export type TextKey = keyof Texts

/** The names between double braces in a text. */
type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never
/** A text's values; both a missing and a superfluous one do not compile. */
type Values<Key extends TextKey> = [Names<Texts[Key]>] extends [never]
  ? []
  : [values: { readonly [Name in Names<Texts[Key]>]: string | number }]

/** Says a text in the language of the moment. */
export type Say = <Key extends TextKey>(key: Key, ...values: Values<Key>) => string

const REMEMBERED_AS = 'giogiac.language'

function remembered(): Language {
  if (!('localStorage' in globalThis)) return 'vi'
  const stored = localStorage.getItem(REMEMBERED_AS)
  return LANGUAGES.find((language) => language === stored) ?? 'vi'
}

const instance = createInstance()
void instance.init({
  lng: remembered(),
  fallbackLng: false,
  resources: {
    vi: {
      kiosk: {
        ...kioskVi,
        ...kioskDeskVi,
        ...kioskLeaderVi,
        ...kioskSettingsVi,
        ...kioskScannerVi,
        ...kioskSetUpVi,
        ...kioskStateVi,
      },
    },
    en: {
      kiosk: {
        ...kioskEn,
        ...kioskDeskEn,
        ...kioskLeaderEn,
        ...kioskSettingsEn,
        ...kioskScannerEn,
        ...kioskSetUpEn,
        ...kioskStateEn,
      },
    },
  },
  ns: ['kiosk'],
  defaultNS: 'kiosk',
  keySeparator: false,
  nsSeparator: false,
  pluralSeparator: '\u0000',
  // React escapes what it shows.
  interpolation: { escapeValue: false },
  initAsync: false,
})

/** i18next as it is used here: `Say` checks keys and values more closely than its own types do. */
interface Texter {
  getFixedT(language: Language, namespace: string): (key: string, values?: object) => string
}

/** Looks texts up in one language; keys and values are checked where it is called. */
export function sayIn(language: Language): Say {
  const fixed = (instance as unknown as Texter).getFixedT(language, 'kiosk')
  return (key, ...[values]) => fixed(key, values)
}

export const currentLanguage = (): Language => (instance.language === 'en' ? 'en' : 'vi')

/** Switches the language of the whole screen and remembers it on this machine. */
export function switchLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED_AS, language)
  void instance.changeLanguage(language)
}

/** @returns a function that ends the subscription */
export function onLanguageChange(listener: () => void): () => void {
  instance.on('languageChanged', listener)
  return () => instance.off('languageChanged', listener)
}
