import { useTranslation } from 'react-i18next'
import { addMonths, monthName } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { CalendarSwitch } from './calendar-switch.tsx'

/** Chooses the month, `YYYY-MM`. */
export function MonthSwitch(props: { month: string; thisMonth: string; onChange: (month: string) => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const shown = monthName(props.month, language)
  return (
    <CalendarSwitch
      date={`${props.month}-01`}
      months
      atNow={props.month === props.thisMonth}
      words={{
        shown,
        choose: t('date.chooseMonth', { month: shown }),
        previous: t('date.previousMonth'),
        next: t('date.nextMonth'),
        now: t('date.thisMonth'),
      }}
      onStep={(steps) => props.onChange(addMonths(props.month, steps))}
      onChoose={(date) => props.onChange(date.slice(0, 7))}
      onNow={() => props.onChange(props.thisMonth)}
    />
  )
}
