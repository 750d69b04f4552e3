import type { Language } from './kiosk-text.ts'

const LOCALES: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' }

const formats = new Map<string, Intl.DateTimeFormat>()

function format(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

/** `HH:mm` of an instant in the organisation's zone. */
export const showTime = (instant: number, zone: string): string =>
  format(`time ${zone}`, 'en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(instant)

/** `:ss` of an instant. */
export const showSeconds = (instant: number): string =>
  `:${String(Math.floor(instant / 1000) % 60).padStart(2, '0')}`

/** Weekday and date in words: "Thứ Hai, 6 tháng 4, 2026". */
export function showDate(instant: number, zone: string, language: Language): string {
  const text = format(`date ${zone} ${language}`, LOCALES[language], {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(instant)
  return text.charAt(0).toLocaleUpperCase(LOCALES[language]) + text.slice(1)
}

/** The time, with the date before it when that is not the day of `now`: "07:41", "05/04 16:58". */
export function showMoment(instant: number, now: number, zone: string): string {
  const day = format(`day ${zone}`, 'en-GB', { timeZone: zone, day: '2-digit', month: '2-digit' })
  const time = showTime(instant, zone)
  return day.format(instant) === day.format(now) ? time : `${day.format(instant)} ${time}`
}

/** Date and time in digits, with the year: "06/04/2026 07:41". For an instant that may be years off. */
export const showDateAndTime = (instant: number, zone: string): string =>
  `${format(`full ${zone}`, 'en-GB', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' }).format(instant)} ${showTime(instant, zone)}`

/** Weekday and day of the month of a date: "Thứ Hai, 06/04". */
export function showDay(date: string, language: Language): string {
  const text = format(`weekday ${language}`, LOCALES[language], {
    timeZone: 'UTC',
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
  }).format(Date.parse(`${date}T00:00:00Z`))
  return text.charAt(0).toLocaleUpperCase(LOCALES[language]) + text.slice(1)
}
