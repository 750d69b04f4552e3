import { z } from 'zod'

type Plain = string | number

/** A clause that a sentence is put together of. */
export interface RefusalPart<Code extends string = string> {
  readonly code: Code
  readonly params?: Readonly<Record<string, Plain>> | undefined
}

/** What a refusal speaks of, by name: `date` is `YYYY-MM-DD`, `months` are `YYYY-MM`; a list is of words or of clauses. */
export type RefusalParams<Code extends string = string> = Readonly<
  Record<string, Plain | readonly (Plain | RefusalPart<Code>)[]>
>

export interface SaidRefusal<Code extends string = string> {
  /** Its area and its name there: `excuses.no-request`. */
  readonly code: Code
  readonly params?: RefusalParams<Code> | undefined
}

const plain = z.union([z.string(), z.number()])
const part = z.object({ code: z.string(), params: z.record(z.string(), plain).optional() })
/** `RefusalParams` as they come in an answer. */
export const RefusalParamsSent = z.record(z.string(), z.union([plain, z.array(z.union([plain, part]))]))

/** What is wrong and what to do, in both languages; `{{name}}` stands for a parameter. */
export interface RefusalText {
  readonly vi: string
  readonly en: string
  /** In place of `en` where `count` is 1. */
  readonly en_one?: string
}

/** The texts of `assets/refusals`: by area, then by name. */
export type RefusalTexts = Readonly<Record<string, Readonly<Record<string, RefusalText>>>>

type Language = 'vi' | 'en'

/** A refusal in words. @returns `null`: a text or one of its parameters is missing, as between two versions */
export function sayRefusal(
  texts: RefusalTexts,
  { code, params = {} }: SaidRefusal,
  language: Language,
): string | null {
  const text = textOf(texts, code)
  if (text === null) return null
  const isOne = language === 'en' && params.count === 1
  const sentence = isOne && text.en_one !== undefined ? text.en_one : text[language]
  let isWhole = true
  const said = sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const word = Object.hasOwn(params, name) ? wordOf(texts, name, params[name] ?? '', language) : null
    isWhole &&= word !== null
    return word ?? ''
  })
  return isWhole ? said : null
}

function textOf(texts: RefusalTexts, code: string): RefusalText | null {
  const [area = '', name = ''] = code.split('.')
  const own = Object.hasOwn(texts, area) ? texts[area] : undefined
  return own !== undefined && Object.hasOwn(own, name) ? (own[name] ?? null) : null
}

function wordOf(
  texts: RefusalTexts,
  name: string,
  value: RefusalParams[string],
  language: Language,
): string | null {
  const plainWord = (plain: Plain) => (DATES.includes(name) ? dateWord(plain, language) : String(plain))
  if (typeof value !== 'object') return plainWord(value)
  const words = value.map((each) =>
    typeof each === 'object' ? sayRefusal(texts, each, language) : plainWord(each),
  )
  if (words.includes(null)) return null
  // As in any list: where the members have signs of their own, a comma would not part them.
  return words.join(words.some((word) => /[,:;]/.test(word ?? '')) ? '; ' : ', ')
}

const monthWord = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Parameters that hold dates or months; in others what looks like one may be a name. */
const DATES = ['date', 'months']

/** "13/11/2026"; "11/2026" or "November 2026"; everything else as it is. */
function dateWord(value: Plain, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d))?$/.exec(String(value)) ?? []
  if (year === undefined || month === undefined) return String(value)
  if (day !== undefined) return `${day}/${month}/${year}`
  return language === 'vi' ? `${month}/${year}` : monthWord.format(Date.parse(`${year}-${month}-01`))
}
