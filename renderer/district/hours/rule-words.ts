import type { TFunction } from 'i18next'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import type { Hours } from '../../../core/schedule/rulebook.ts'
import { writeSessions } from '../../../core/schedule/sessions-text.ts'
import type { Language } from '../language/create-i18n.ts'
import { shortDate, weekdayNames } from '../language/dates.ts'

/** `--04-16` as `16/04`. */
export const seasonText = (day: string): string => `${day.slice(5, 7)}/${day.slice(2, 4)}`

/** `16/4` as `--04-16`; `null`: no such day. */
export function readSeasonDay(text: string): string | null {
  const found = /^(\d{1,2})[/.-](\d{1,2})$/.exec(text.trim())
  if (found === null) return null
  const [day, month] = [Number(found[1]), Number(found[2])]
  const known = new Date(Date.UTC(2024, month - 1, day))
  const real = month >= 1 && month <= 12 && known.getUTCMonth() === month - 1 && known.getUTCDate() === day
  return real ? `--${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` : null
}

/** "T2–T6: 07:30–11:30, 13:00–17:00": weekdays that are alike together. */
export function weekdayLines(weekdays: Hours['weekdays'], language: Language): string[] {
  const names = weekdayNames(language)
  const lines: { from: number; to: number; text: string }[] = []
  for (const [index] of names.entries()) {
    const day = String(index + 1) as keyof Hours['weekdays']
    const text = writeSessions(weekdays[day] ?? [])
    const last = lines.at(-1)
    if (last?.text === text) last.to = index
    else lines.push({ from: index, to: index, text })
  }
  return lines
    .filter(({ text }) => text !== '')
    .map(({ from, to, text }) => {
      const first = names[from]?.short ?? ''
      return `${from === to ? first : `${first}–${names[to]?.short ?? ''}`}: ${text}`
    })
}

/** What a rule says, line by line, without whom it is about and when. */
export function ruleLines(rule: WrittenRule, t: TFunction, language: Language): string[] {
  switch (rule.kind) {
    case 'hours': {
      const { season, weekdays } = rule.value
      const lines = weekdayLines(weekdays, language)
      return season === undefined
        ? lines
        : [...lines, t('hours.seasonWords', { from: seasonText(season.from), to: seasonText(season.to) })]
    }
    case 'calendar': {
      const { name, kind } = rule.value
      if (kind.kind === 'make-up') {
        const weekday = weekdayNames(language)[Number(kind.as) - 1]?.long ?? ''
        return [name, t('hours.makeUpWords', { weekday })]
      }
      return [name, kind.kind === 'holiday' ? t('hours.dayKinds.holiday') : writeSessions(kind.sessions)]
    }
    case 'duty':
      return [writeSessions(rule.value.sessions)]
    case 'leaders':
      return [
        rule.value.session === undefined
          ? t('hours.wholeDay')
          : t('hours.session', { number: rule.value.session + 1 }),
      ]
    case 'allowances':
      return [t('hours.minutesWords', { minutes: rule.value.minutes })]
    case 'policies':
      return policyLines(rule.value.values, t)
  }
}

function policyLines(
  values: Extract<WrittenRule, { kind: 'policies' }>['value']['values'],
  t: TFunction,
): string[] {
  const { countFrom, midday, ...numbers } = values
  const lines = Object.entries(numbers).flatMap(([field, value]) =>
    value === undefined
      ? []
      : [t('hours.policyWords', { field: t(`hours.grace.${field as keyof typeof numbers}`), value })],
  )
  if (countFrom !== undefined)
    lines.push(
      t('hours.policyWords', { field: t('hours.grace.countFrom'), value: t(`hours.countFrom.${countFrom}`) }),
    )
  if (midday !== undefined)
    lines.push(t('hours.policyWords', { field: t('hours.grace.midday'), value: t(`hours.midday.${midday}`) }))
  return lines
}

/** "01/12/2026 – 31/12/2026", or the single day. */
export function ruleTime(rule: WrittenRule, t: TFunction, language: Language): string {
  const { value } = rule
  if (!('validFrom' in value)) return shortDate(value.date, language)
  const end = value.validTo === undefined ? t('hours.always') : shortDate(value.validTo, language)
  return `${shortDate(value.validFrom, language)} – ${end}`
}
