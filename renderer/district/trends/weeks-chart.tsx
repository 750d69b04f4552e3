import { BarChart } from '@mui/x-charts/BarChart'
import { useTranslation } from 'react-i18next'
import type { TrendsAnswer } from '../../../core/district/trends-api.ts'
import { shortDate } from '../language/dates.ts'
import { numberText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'
import { ChartTable } from '../parts/chart-table.tsx'

/** Late, early and absent per cent of the sessions, week by week; the same numbers as a table for those who listen. */
export function WeeksChart({ weeks }: { weeks: TrendsAnswer['weeks'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const rows = weeks.map((week) => {
    const share = (count: number): number =>
      week.sessions === 0 ? 0 : Math.round((count / week.sessions) * 1000) / 10
    return {
      name: shortDate(week.date, language).slice(0, 5),
      late: share(week.late),
      early: share(week.early),
      absent: share(week.absent),
    }
  })
  const percent = (value: number | null): string => (value === null ? '' : `${numberText(value, language)}%`)
  const [late, early, absent] = [t('trends.late'), t('trends.early'), t('trends.absent')]
  return (
    <>
      <div aria-hidden>
        <BarChart
          height={260}
          skipAnimation
          disableKeyboardNavigation
          margin={{ left: 0, right: 8, top: 8, bottom: 0 }}
          xAxis={[{ data: rows.map(({ name }) => name), height: 28 }]}
          yAxis={[
            {
              width: 40,
              disableLine: true,
              disableTicks: true,
              valueFormatter: (value: number) => percent(value),
            },
          ]}
          grid={{ horizontal: true }}
          series={[
            {
              data: rows.map((each) => each.late),
              label: late,
              valueFormatter: percent,
              color: 'var(--late-bar)',
            },
            {
              data: rows.map((each) => each.early),
              label: early,
              valueFormatter: percent,
              color: 'var(--early-bar)',
            },
            {
              data: rows.map((each) => each.absent),
              label: absent,
              valueFormatter: percent,
              color: 'var(--absent-bar)',
            },
          ]}
        />
      </div>
      <ChartTable
        caption={t('trends.weeksCaption')}
        heads={[t('trends.weekHead'), late, early, absent]}
        rows={rows.map((each) => [each.name, each.late, each.early, each.absent])}
      />
    </>
  )
}
