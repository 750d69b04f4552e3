import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { PersonMonth } from '../../../core/district/person-month-api.ts'
import { datesOfMonth, weekdayOf } from '../../../core/time.ts'
import { monthName, weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { useToday } from '../session/me-context.ts'
import { MonthCell } from './month-cell.tsx'

/** The dates of a month in weeks from Monday to Sunday; `null` where the week belongs to a neighbour month. */
export function weeksOf(month: string): (string | null)[][] {
  const dates: (string | null)[] = datesOfMonth(month)
  const before = weekdayOf(`${month}-01`) - 1
  const cells = [...Array<null>(before).fill(null), ...dates]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}

/** A person's month as a calendar, one cell a day. */
export function MonthGrid(props: { month: PersonMonth; onOpen: (date: string) => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { month } = props
  const days = new Map(month.days.map((day) => [day.date, day]))
  const today = useToday()
  return (
    <Box
      component="table"
      aria-label={t('month.title', { month: monthName(month.month, language) })}
      sx={{
        width: '100%',
        tableLayout: 'fixed',
        borderSpacing: { xs: '3px', md: '5px' },
        borderCollapse: 'separate',
      }}
    >
      <thead>
        <tr>
          {weekdayNames(language).map(({ short, long }) => (
            <Box
              component="th"
              scope="col"
              key={long}
              abbr={long}
              sx={{ fontSize: '0.8125rem', color: 'text.secondary', fontWeight: 600 }}
            >
              {short}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month.month).map((week) => (
          <tr key={week.find((date) => date !== null)}>
            {week.map((date, index) => {
              const day = date === null ? undefined : days.get(date)
              return (
                <Box
                  component="td"
                  key={date ?? `blank-${index}`}
                  sx={{ p: 0, verticalAlign: 'top', height: '1px' }}
                >
                  {day !== undefined && (
                    <MonthCell
                      day={day}
                      zone={month.zone}
                      today={date === today}
                      onOpen={() => props.onOpen(day.date)}
                    />
                  )}
                  {day === undefined && date !== null && (
                    <Box
                      sx={{
                        minHeight: { xs: 68, md: 84 },
                        p: 0.75,
                        fontSize: '0.875rem',
                        color: 'var(--off-fg)',
                      }}
                    >
                      {Number(date.slice(8))}
                    </Box>
                  )}
                </Box>
              )
            })}
          </tr>
        ))}
      </tbody>
    </Box>
  )
}
