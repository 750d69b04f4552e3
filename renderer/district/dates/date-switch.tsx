import { useTranslation } from 'react-i18next'
import { addDays } from '../../../core/time.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { CalendarSwitch } from './calendar-switch.tsx'

/** Chooses the day. `onChange(null)` means today, whatever day that will be. */
export function DateSwitch(props: { date: string; today: string; onChange: (date: string | null) => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const shown = longDate(props.date, language)
  const go = (date: string): void => props.onChange(date === props.today ? null : date)
  return (
    <CalendarSwitch
      date={props.date}
      months={false}
      atNow={props.date === props.today}
      words={{
        shown,
        choose: t('date.choose', { date: shown }),
        previous: t('date.previousDay'),
        next: t('date.nextDay'),
        now: t('date.today'),
      }}
      onStep={(steps) => go(addDays(props.date, steps))}
      onChoose={go}
      onNow={() => props.onChange(null)}
    />
  )
}
