import type { TFunction } from 'i18next'

/** "7 giờ 45 phút" from whole minutes. */
export function durationWords(wholeMinutes: number, t: TFunction): string {
  const hours = Math.floor(wholeMinutes / 60)
  const minutes = wholeMinutes % 60
  if (hours === 0) return t('duration.minutes', { minutes })
  return minutes === 0 ? t('duration.hours', { hours }) : t('duration.hoursMinutes', { hours, minutes })
}
