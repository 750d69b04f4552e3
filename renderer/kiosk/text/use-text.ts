import { useMemo, useSyncExternalStore } from 'react'
import { currentLanguage, type Language, onLanguageChange, type Say, sayIn } from './kiosk-text.ts'

/** The language of the screen and its texts; a component using it is drawn anew when the language changes. */
export function useText(): { readonly language: Language; readonly say: Say } {
  const language = useSyncExternalStore(onLanguageChange, currentLanguage)
  return useMemo(() => ({ language, say: sayIn(language) }), [language])
}
