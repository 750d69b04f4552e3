import { localDateOf, localTimeOf } from '../../../core/time.ts'
import type { Language } from './create-i18n.ts'

/** The zone a date is guessed in before the district has said its own. */
export const USUAL_ZONE = 'Asia/Ho_Chi_Minh'

export const LOCALES: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

const written = (date: string, language: Language, style: Intl.DateTimeFormatOptions): string => {
  const text = new Intl.DateTimeFormat(LOCALES[language], { ...style, timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  )
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "Thứ Sáu, 13/11/2026". */
export const longDate = (date: string, language: Language): string =>
  written(date, language, { weekday: 'long', day: '2-digit', month: '2-digit', year: 'numeric' })

/** "13/11/2026". */
export const shortDate = (date: string, language: Language): string =>
  written(date, language, { day: '2-digit', month: '2-digit', year: 'numeric' })

/** "11/2026" or "November 2026", for a month `YYYY-MM`. */
export const monthName = (month: string, language: Language): string =>
  language === 'vi'
    ? `${month.slice(5, 7)}/${month.slice(0, 4)}`
    : written(`${month}-01`, language, { month: 'long', year: 'numeric' })

/** "T2" … "CN", "Mon" … "Sun": Monday first. */
export function weekdayNames(language: Language): { short: string; long: string }[] {
  return [5, 6, 7, 8, 9, 10, 11].map((day) => {
    const date = `2026-01-${String(day).padStart(2, '0')}`
    const short = day === 11 ? 'CN' : `T${day - 3}`
    return {
      short: language === 'vi' ? short : written(date, language, { weekday: 'short' }),
      long: written(date, language, { weekday: 'long' }),
    }
  })
}

/** The month `YYYY-MM` so many months later. */
export function addMonths(month: string, months: number): string {
  const at = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + months, 1))
  return at.toISOString().slice(0, 7)
}

/** `HH:mm` when the instant falls on `date`, otherwise with the day before it: "12/11 16:58". */
export function timeNear(instant: number, date: string, zone: string): string {
  const day = localDateOf(instant, zone)
  const time = localTimeOf(instant, zone)
  return day === date ? time : `${time} ${day.slice(8, 10)}/${day.slice(5, 7)}`
}

/** "08:40 18/11/2026", for an instant of any year. */
export const timeAndDate = (instant: number, language: Language, zone: string): string =>
  `${localTimeOf(instant, zone)} ${shortDate(localDateOf(instant, zone), language)}`
