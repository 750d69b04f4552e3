import type words from '../../../assets/spoken/words.json'
import type { Language } from '../text/kiosk-text.ts'
import { type Sound, soundVolume, TONE_MS } from './play-sound.ts'

/** What is said aloud: an outcome, never a name or a number. */
export type Spoken = keyof (typeof words)['vi']

/** Clips packed with the page; nothing is fetched from anywhere else. */
const CLIPS = import.meta.glob<string>('../../../assets/spoken/*/*.ogg', {
  eager: true,
  query: '?url',
  import: 'default',
})

let speaking: HTMLAudioElement | null = null
let begins: ReturnType<typeof setTimeout> | undefined

/**
 * Says an outcome in a language, after the tone that goes with it; what was being said gives way at once. A machine
 * without sound stays silent.
 */
export function sayAloud(spoken: Spoken, language: Language, after: Sound | null = null): void {
  clearTimeout(begins)
  speaking?.pause()
  speaking = null
  const clip = CLIPS[`../../../assets/spoken/${language}/${spoken}.ogg`]
  if (clip === undefined || soundVolume() === 0) return
  const audio = new Audio(clip)
  audio.volume = soundVolume()
  speaking = audio
  begins = setTimeout(() => void audio.play().catch(() => {}), after === null ? 0 : TONE_MS[after])
}
