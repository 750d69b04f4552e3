import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import spoken from '../assets/spoken/words.json' with { type: 'json' }
import { ABSENCE_CODES, absenceName, absenceNames } from '../core/day/absence-codes.ts'
import { LATEST_LAYOUT } from '../core/month/month-facts.ts'
import { paperWords } from '../core/month/month-words.ts'
import { districtEn } from '../renderer/locales/en/district.ts'
import { kioskEn } from '../renderer/locales/en/kiosk.ts'
import { kioskDeskEn } from '../renderer/locales/en/kiosk-desk.ts'
import { kioskLeaderEn } from '../renderer/locales/en/kiosk-leader.ts'
import { kioskScannerEn } from '../renderer/locales/en/kiosk-scanner.ts'
import { kioskSetUpEn } from '../renderer/locales/en/kiosk-set-up.ts'
import { kioskSettingsEn } from '../renderer/locales/en/kiosk-settings.ts'
import { kioskStateEn } from '../renderer/locales/en/kiosk-state.ts'
import { districtVi } from '../renderer/locales/vi/district.ts'
import { kioskVi } from '../renderer/locales/vi/kiosk.ts'
import { kioskDeskVi } from '../renderer/locales/vi/kiosk-desk.ts'
import { kioskLeaderVi } from '../renderer/locales/vi/kiosk-leader.ts'
import { kioskScannerVi } from '../renderer/locales/vi/kiosk-scanner.ts'
import { kioskSetUpVi } from '../renderer/locales/vi/kiosk-set-up.ts'
import { kioskSettingsVi } from '../renderer/locales/vi/kiosk-settings.ts'
import { kioskStateVi } from '../renderer/locales/vi/kiosk-state.ts'

const read = (page: string): string => readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8')

/** The words of a page's last column, as a table row has them in backticks. */
const unwanted = (page: string): readonly string[] =>
  read(page)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...(line.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, word = '']) => word)

/** Every text of a tree, after where it stands. */
function texts(tree: unknown, at: string): readonly (readonly [string, string])[] {
  if (typeof tree === 'string') return [[at, tree]]
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([key, part]) => texts(part, `${at}.${key}`))
}

/** Texts in which one of the words stands as a word of its own. */
function using(words: readonly string[], all: readonly (readonly [string, string])[]): readonly string[] {
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'iu')
  return all.filter(([, text]) => found.test(text.normalize('NFC'))).map(([at, text]) => `${at}: ${text}`)
}

const LANGUAGES = [
  {
    language: 'Vietnamese',
    page: 'words.md',
    all: [
      ...texts(districtVi, 'district'),
      ...texts(
        [kioskVi, kioskDeskVi, kioskLeaderVi, kioskScannerVi, kioskSetUpVi, kioskSettingsVi, kioskStateVi],
        'kiosk',
      ),
      ...texts(spoken.vi, 'spoken'),
      ...texts(paperWords({ layout: LATEST_LAYOUT }), 'papers'),
      ...['district.md', 'kiosk.md', 'month.md', 'rules.md', 'keys.md', 'log.md', 'operations.md'].flatMap(
        (page) => texts(read(page).split('\n'), page),
      ),
    ],
    among: 'Lúc 07:30 bà Hạ quẹt thẻ.',
  },
  {
    language: 'English',
    page: 'en/words.md',
    all: [
      ...texts(districtEn, 'district'),
      ...texts(
        [kioskEn, kioskDeskEn, kioskLeaderEn, kioskScannerEn, kioskSetUpEn, kioskSettingsEn, kioskStateEn],
        'kiosk',
      ),
      ...texts(spoken.en, 'spoken'),
    ],
    among: 'She clocked in at half past seven.',
  },
] as const

describe.each(LANGUAGES)('the words of the list in $language', ({ page, all, among }) => {
  const words = unwanted(page)

  it('are found where one is used that the list does not want', () => {
    expect(words.length).toBeGreaterThan(20)
    expect(using(words, [['here', among]])).toEqual([`here: ${among}`])
  })

  it('are the only ones in texts for people', () => {
    expect(all.length).toBeGreaterThan(500)
    expect(using(words, all)).toEqual([])
  })
})

describe('a code of absence', () => {
  it('has one name in each language, unlike every other', () => {
    for (const language of ['vi', 'en'] as const) {
      const names = Object.values(absenceNames(language))
      expect(names.length).toBeGreaterThan(12)
      expect(new Set(names).size).toBe(names.length)
    }
    expect(Object.keys(absenceNames('vi'))).toEqual(ABSENCE_CODES.map(({ code }) => code))
  })

  it('that an office renamed is called so in every language', () => {
    expect(absenceName('P', 'en')).toBe('Annual leave')
    expect(absenceName('P', 'en', 'Nghỉ phép năm')).toBe('Annual leave')
    expect(absenceName('P', 'en', 'Phép')).toBe('Phép')
    expect(absenceName('ĐH', 'vi', 'Đi học')).toBe('Đi học')
    expect(absenceName('ĐH', 'vi')).toBe('ĐH')
  })
})
