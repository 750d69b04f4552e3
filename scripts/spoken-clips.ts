import { execFileSync } from 'node:child_process'
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import words from '../assets/spoken/words.json' with { type: 'json' }

/**
 * `node scripts/spoken-clips.ts`: makes the clips with which a kiosk says its results aloud, from the words beside them.
 * Needs the programs espeak-ng and oggenc (Debian: espeak-ng, vorbis-tools). The clips are kept with the sources, so
 * this is run only when a word changes; recordings of a person under the same names serve as well.
 */
const FOLDER = join(import.meta.dirname, '../assets/spoken')
/** Speakers of espeak-ng, words a minute, height of the voice. */
const VOICES = {
  vi: { voice: 'vi', speed: '150', pitch: '45' },
  en: { voice: 'en-gb', speed: '160', pitch: '45' },
} as const

for (const language of ['vi', 'en'] as const) {
  const { voice, speed, pitch } = VOICES[language]
  mkdirSync(join(FOLDER, language), { recursive: true })
  for (const [name, text] of Object.entries(words[language])) {
    const file = join(FOLDER, language, `${name}.ogg`)
    const spoken = execFileSync(
      'espeak-ng',
      ['-v', voice, '-s', speed, '-p', pitch, '-a', '180', '--stdout', text],
      { maxBuffer: 16 * 1024 * 1024 },
    )
    // The serial number is fixed, so that the same words give the same file.
    execFileSync('oggenc', ['-Q', '-q', '1', '-s', '1', '-o', file, '-'], { input: spoken })
    process.stdout.write(`${language}/${name}.ogg ${statSync(file).size} bytes: ${text}\n`)
  }
}
