import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import spoken from '../assets/spoken/words.json' with { type: 'json' }
import { paperWords } from '../core/month/month-words.ts'
import { ABSENCE_CODES, absenceName, absenceNames } from '../core/symbols/absence-codes.ts'
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
import { type PlacedText, sourceTexts } from './support/source-texts.ts'

const read = (page: string): string => readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8')

/** The words in backticks in a column of the tables of a text. */
const quoted = (text: string, column: number): readonly string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...(line.split('|').at(column) ?? '').matchAll(/`([^`]+)`/g)])
    .map(([, word = '']) => word)

/** The first table of a page: its last column holds what is not wanted. */
const unwanted = (page: string): readonly string[] => quoted(read(page).split('\nGiấy tờ của')[0] ?? '', -2)
/** The second table: what only printed papers say, so that a closed month is printed as it was. */
const PAPER_WORDS = quoted(read('words.md').split('\nGiấy tờ của')[1] ?? '', 1)
/** Where papers are worded. */
const isOfPapers = (file: string): boolean => /^(core\/month|district\/(month|papers))\//.test(file)

/** What months that were closed under the first layout are printed with. */
const OF_FIRST_LAYOUT = new Set(texts(paperWords({ layout: 1 }), '').map(([, text]) => text))

/** Every text of a tree, after where it stands. */
function texts(tree: unknown, at: string): readonly PlacedText[] {
  if (typeof tree === 'string') return [[at, tree]]
  if (typeof tree !== 'object' || tree === null) return []
  return Object.entries(tree).flatMap(([key, part]) => texts(part, `${at}.${key}`))
}

/** Texts in which one of the words stands as a word of its own. */
function using(words: readonly string[], all: readonly PlacedText[]): readonly string[] {
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'iu')
  return all.filter(([, text]) => found.test(text.normalize('NFC'))).map(([at, text]) => `${at}: ${text}`)
}

/** The lines of a page, without blocks of code, names in backticks, names of tests, and where links lead. */
const linesOf = (page: string): readonly string[] =>
  page
    .replace(/^```.*?^```/gms, '')
    .split('\n')
    .map((line) =>
      line.replace(/\[[^\]]*\]\(docs\/en\/[^)]*\)/g, '').replace(/`[^`]*`|\]\([^)]*\)|"[\x20-\x7e’]*?"/g, ''),
    )

/** Every line of the pages in a folder of docs, but of the lists themselves. */
const pages = (folder: string, isPage = (_: string) => true) =>
  readdirSync(new URL(`../docs/${folder}`, import.meta.url))
    .filter((page) => page.endsWith('.md') && page !== 'words.md' && isPage(page))
    .flatMap((page) => texts(linesOf(read(`${folder}/${page}`)), page))

const [README_VI = '', README_EN = ''] = read('../README.md').split('\n## English\n')
const SAID = sourceTexts(['core', 'db', 'district', 'electron', 'kiosk', 'renderer', 'scripts'])
const KIOSK = {
  vi: [kioskVi, kioskDeskVi, kioskLeaderVi, kioskScannerVi, kioskSetUpVi, kioskSettingsVi, kioskStateVi],
  en: [kioskEn, kioskDeskEn, kioskLeaderEn, kioskScannerEn, kioskSetUpEn, kioskSettingsEn, kioskStateEn],
}

/** What the district refuses. */
const refusals = (language: 'vi' | 'en') =>
  readdirSync(new URL('../assets/refusals', import.meta.url)).flatMap((file) =>
    texts(
      JSON.parse(readFileSync(new URL(`../assets/refusals/${file}`, import.meta.url), 'utf8')),
      file,
    ).filter(([at]) => at.includes(`.${language}`)),
  )

const LANGUAGES = [
  {
    language: 'Vietnamese',
    page: 'words.md',
    all: [
      ...texts(districtVi, 'district'),
      ...texts(KIOSK.vi, 'kiosk'),
      ...texts(spoken.vi, 'spoken'),
      ...refusals('vi'),
      ...SAID.vietnamese,
      ...pages('.', (page) => page !== 'developing.md'),
      ...texts(linesOf(README_VI), 'README.md'),
    ],
    among: 'Lúc 07:30 bà Hạ quẹt thẻ.',
  },
  {
    language: 'English',
    page: 'en/words.md',
    all: [
      ...texts(districtEn, 'district'),
      ...texts(KIOSK.en, 'kiosk'),
      ...texts(spoken.en, 'spoken'),
      ...refusals('en'),
      ...SAID.english,
      ...pages('en'),
      ...pages('.', (page) => page === 'developing.md'),
      ...texts(linesOf(README_EN), 'README.md'),
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
    const onScreens = all.filter(([at]) => !isOfPapers(at))
    const onPapers = all.filter(([at, text]) => isOfPapers(at) && !OF_FIRST_LAYOUT.has(text))
    expect(using(words, onScreens)).toEqual([])
    const notOfPapers = words.filter((word) => !PAPER_WORDS.some((other) => isSame(word, other)))
    expect(using(notOfPapers, onPapers)).toEqual([])
  })
})

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

describe('a word that printed papers keep', () => {
  it('is printed still, and is not wanted anywhere else', () => {
    const papers = SAID.vietnamese.filter(([file]) => isOfPapers(file))
    expect(PAPER_WORDS.length).toBeGreaterThan(2)
    for (const word of PAPER_WORDS) {
      expect(using([word], papers), word).not.toEqual([])
      expect(unwanted('words.md').some((other) => isSame(word, other))).toBe(true)
    }
  })
})

describe('a state and a finding', () => {
  it.each([
    ['Vietnamese', kioskLeaderVi, districtVi],
    ['English', kioskLeaderEn, districtEn],
  ] as const)('have one name in %s, at the kiosk and in the office', (_language, kiosk, office) => {
    const named = Object.entries(kiosk).flatMap(([key, text]) => {
      const [kind, ...rest] = key.split('.')
      const code = rest.join('.').replace('.excused', 'Excused')
      const there = { presence: office.presence, state: office.states, flag: office.flags }[kind ?? '']
      return there === undefined ? [] : [[key, text, (there as Record<string, string>)[code]]]
    })
    expect(named.length).toBeGreaterThan(35)
    expect(named.filter(([, text, other]) => text !== other)).toEqual([])
    const { violation } = office.months
    for (const code of ['absent', 'no-badge', 'badge-not-worn'] as const) {
      expect(violation[code]).toBe(office.flags[code])
    }
    expect([violation.late, violation.early]).toEqual([office.late, office.early])
    expect(violation.away).toBe(office.presence.away)
    expect(office.month.noBadge).toBe(office.flags['no-badge'])
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
