import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { TrendsAnswer } from '../../../core/district/trends-api.ts'
import { shortDate, weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { weeksOf } from '../month/month-grid.tsx'
import { heatStep, heatStyle } from './heat-look.ts'

/** The month as a calendar, each day shaded by how much of it was late or absent; the number says the same. */
export function MonthHeat({ month, dates }: Pick<TrendsAnswer, 'month' | 'dates'>) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const byDate = new Map(dates.map((each) => [each.date, each]))
  return (
    <>
      <Box
        component="table"
        aria-label={t('trends.heat')}
        sx={{ width: '100%', tableLayout: 'fixed', borderCollapse: 'separate', borderSpacing: '4px' }}
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
          {weeksOf(month).map((week) => (
            <tr key={week.find((date) => date !== null)}>
              {week.map((date, index) => (
                <Box
                  component="td"
                  key={date ?? `blank-${index}`}
                  sx={{ p: 0, height: 52, verticalAlign: 'top' }}
                >
                  {date !== null && <HeatDay date={date} sums={byDate.get(date)} />}
                </Box>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
      <Typography variant="body2" color="textSecondary">
        {t('trends.heatLegend')}
      </Typography>
    </>
  )
}

function HeatDay({ date, sums }: { date: string; sums: TrendsAnswer['dates'][number] | undefined }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const share = sums === undefined || sums.sessions === 0 ? 0 : (sums.late + sums.absent) / sums.sessions
  const day = shortDate(date, language)
  return (
    <Box
      data-date={date}
      title={
        sums === undefined
          ? t('trends.heatRest', { date: day })
          : t('trends.heatCell', { ...sums, date: day })
      }
      sx={{
        ...heatStyle(heatStep(share)),
        border: '1px solid var(--line)',
        borderRadius: 1,
        p: 0.5,
        height: '100%',
        minHeight: 52,
        textAlign: 'center',
        lineHeight: 1.35,
      }}
    >
      <Box component="span" sx={{ display: 'block', fontSize: '0.75rem' }}>
        {Number(date.slice(8))}
      </Box>
      <Box component="span" sx={{ fontWeight: 700, fontSize: '0.875rem' }}>
        {sums === undefined ? '' : sums.sessions === 0 ? '?' : `${Math.round(share * 100)}%`}
      </Box>
    </Box>
  )
}
