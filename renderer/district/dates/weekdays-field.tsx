import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { Hours } from '../../../core/schedule/rulebook.ts'
import { readSessions, writeSessions } from '../../../core/schedule/sessions-text.ts'
import { weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

type Weekdays = Hours['weekdays']
const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const

/** One text a weekday, as it is being written. */
export type WeekdayTexts = Readonly<Record<(typeof DAYS)[number], string>>

export const textsOf = (weekdays: Weekdays): WeekdayTexts =>
  Object.fromEntries(DAYS.map((day) => [day, writeSessions(weekdays[day] ?? [])])) as WeekdayTexts

/** `null`: one of them cannot be read. */
export function weekdaysOf(texts: WeekdayTexts): Weekdays | null {
  const weekdays: Weekdays = {}
  for (const day of DAYS) {
    const sessions = readSessions(texts[day])
    if (sessions === null) return null
    if (sessions.length > 0) weekdays[day] = sessions
  }
  return weekdays
}

/** The sessions of each weekday, in words. */
export function WeekdaysField(props: { texts: WeekdayTexts; onChange: (texts: WeekdayTexts) => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const names = weekdayNames(language)
  const { texts } = props
  const copy = (): void => props.onChange({ ...texts, 2: texts[1], 3: texts[1], 4: texts[1], 5: texts[1] })
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{t('weekdays.hint')}</Box>
      <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {DAYS.map((day, index) => {
          const unreadable = readSessions(texts[day]) === null
          return (
            <TextField
              key={day}
              size="small"
              label={names[index]?.long}
              value={texts[day]}
              error={unreadable}
              helperText={unreadable ? t('weekdays.unreadable') : undefined}
              onChange={(event) => props.onChange({ ...texts, [day]: event.target.value })}
              slotProps={{ htmlInput: { maxLength: 100, spellCheck: false } }}
            />
          )
        })}
        <Button onClick={copy}>{t('weekdays.copy')}</Button>
      </Box>
    </Box>
  )
}
