import { AdapterDateFns } from '@mui/x-date-pickers/AdapterDateFns'
import { DatePicker } from '@mui/x-date-pickers/DatePicker'
import {
  LocalizationProvider,
  type LocalizationProviderProps,
} from '@mui/x-date-pickers/LocalizationProvider'
import { viVN } from '@mui/x-date-pickers/locales'
import type { Locale } from 'date-fns'
import { enGB } from 'date-fns/locale/en-GB'
import { vi } from 'date-fns/locale/vi'
import { type ReactNode, useState } from 'react'
import { weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

type LocaleText = NonNullable<LocalizationProviderProps<Locale>['localeText']>
const VIETNAMESE = viVN.components.MuiLocalizationProvider.defaultProps.localeText as LocaleText
const pad = (value: number): string => String(value).padStart(2, '0')

function toDate(date: string): Date | null {
  const [year, month, day] = date.split('-').map(Number)
  return year === undefined || month === undefined || day === undefined
    ? null
    : new Date(year, month - 1, day)
}

function fromDate(chosen: Date | null): string {
  if (chosen === null || Number.isNaN(chosen.getTime()) || chosen.getFullYear() < 1970) return ''
  return `${chosen.getFullYear()}-${pad(chosen.getMonth() + 1)}-${pad(chosen.getDate())}`
}

/** A date, `YYYY-MM-DD`, written and read as day, month, year; empty when none is chosen. */
export function DateField(props: {
  label: string
  value: string
  onChange: (date: string) => void
  required?: boolean
  helper?: ReactNode
  size?: 'small' | 'medium'
}) {
  const { language } = useLanguage()
  const weekdays = weekdayNames(language)
  // What is half written is no date yet, and must not be taken away while it is being written.
  const [held, setHeld] = useState(() => toDate(props.value))
  const shown = fromDate(held) === props.value ? held : toDate(props.value)
  return (
    <LocalizationProvider
      dateAdapter={AdapterDateFns}
      adapterLocale={language === 'vi' ? vi : enGB}
      localeText={language === 'vi' ? VIETNAMESE : {}}
    >
      <DatePicker
        label={props.label}
        value={shown}
        format="dd/MM/yyyy"
        minDate={new Date(1970, 0, 1)}
        maxDate={new Date(2099, 11, 31)}
        dayOfWeekFormatter={(day) => weekdays[(day.getDay() + 6) % 7]?.short ?? ''}
        onChange={(chosen) => {
          setHeld(chosen)
          props.onChange(fromDate(chosen))
        }}
        slotProps={{
          field: { clearable: !(props.required ?? false) },
          textField: {
            required: props.required ?? false,
            size: props.size ?? 'medium',
            helperText: props.helper,
            sx: { minWidth: 220 },
          },
        }}
      />
    </LocalizationProvider>
  )
}
