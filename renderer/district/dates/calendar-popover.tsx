import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns'
import { DateCalendar } from '@mui/x-date-pickers/DateCalendar'
import {
  LocalizationProvider,
  type LocalizationProviderProps,
} from '@mui/x-date-pickers/LocalizationProvider'
import { viVN } from '@mui/x-date-pickers/locales'
import type { Locale } from 'date-fns'
import { enGB } from 'date-fns/locale/en-GB'
import { vi } from 'date-fns/locale/vi'
import { weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

type LocaleText = NonNullable<LocalizationProviderProps<Locale>['localeText']>
const VIETNAMESE = viVN.components.MuiLocalizationProvider.defaultProps.localeText as LocaleText

const pad = (value: number): string => String(value).padStart(2, '0')

/** A calendar that answers with a date `YYYY-MM-DD` (or the first of the chosen month). */
export function CalendarPopover(props: {
  /** Empty: none yet. */
  date: string
  months: boolean
  /** Days to come may be chosen too. */
  future?: boolean
  onChoose: (date: string) => void
}) {
  const { language } = useLanguage()
  const weekdays = weekdayNames(language)
  const [year = 2026, month = 1, day = 1] = props.date.split('-').map(Number)
  return (
    <LocalizationProvider
      dateAdapter={AdapterDateFns}
      adapterLocale={language === 'vi' ? vi : enGB}
      localeText={language === 'vi' ? VIETNAMESE : {}}
    >
      <DateCalendar
        value={props.date === '' ? null : new Date(year, month - 1, day)}
        dayOfWeekFormatter={(day) => weekdays[(day.getDay() + 6) % 7]?.short ?? ''}
        disableFuture={!(props.future ?? false)}
        minDate={new Date(1970, 0, 1)}
        maxDate={new Date(2099, 11, 31)}
        views={props.months ? ['year', 'month'] : ['day']}
        openTo={props.months ? 'month' : 'day'}
        onChange={(chosen, phase) => {
          if (chosen !== null && phase === 'finish')
            props.onChoose(`${chosen.getFullYear()}-${pad(chosen.getMonth() + 1)}-${pad(chosen.getDate())}`)
        }}
      />
    </LocalizationProvider>
  )
}
