import type { ReactElement } from 'react'
import { LANGUAGES, type Language, switchLanguage } from '../../text/kiosk-text.ts'
import { useText } from '../../text/use-text.ts'
import classes from './language-buttons.module.css'

/** Every language calls itself by its own name. */
const NAMES: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' }

/** Chooses the language of the screen; the choice stays on this machine. */
export function LanguageButtons(): ReactElement {
  const { language, say } = useText()
  return (
    <fieldset className={classes.languages} aria-label={say('language.title')}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          className={one === language ? classes.chosen : classes.other}
          aria-pressed={one === language}
          onClick={() => switchLanguage(one)}
        >
          {one.toUpperCase()} <span className={classes.name}>{NAMES[one]}</span>
        </button>
      ))}
    </fieldset>
  )
}
