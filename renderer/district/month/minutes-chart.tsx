import { BarChart } from '@mui/x-charts/BarChart'
import { useTranslation } from 'react-i18next'
import type { PersonMonth } from '../../../core/district/person-month-api.ts'
import { ChartTable } from '../parts/chart-table.tsx'

/** Minutes late and early by day of the month, excused ones included. */
export function MinutesChart({ days }: { days: PersonMonth['days'] }) {
  const { t } = useTranslation()
  const sums = days.map((day) => {
    const sum = (code: 'late' | 'early'): number =>
      day.flags.reduce((minutes, flag) => minutes + (flag.code === code ? (flag.minutes ?? 0) : 0), 0)
    return { name: String(Number(day.date.slice(8))), late: sum('late'), early: sum('early') }
  })
  const late = t('month.late')
  const early = t('month.early')
  return (
    <>
      <div aria-hidden>
        <BarChart
          height={210}
          skipAnimation
          disableKeyboardNavigation
          margin={{ left: 0, right: 8, top: 8, bottom: 0 }}
          xAxis={[{ data: sums.map(({ name }) => name), height: 28 }]}
          yAxis={[{ tickMinStep: 1, width: 36, disableLine: true, disableTicks: true }]}
          grid={{ horizontal: true }}
          series={[
            { data: sums.map((each) => each.late), label: late, stack: 'all', color: 'var(--late-bar)' },
            { data: sums.map((each) => each.early), label: early, stack: 'all', color: 'var(--early-bar)' },
          ]}
        />
      </div>
      <ChartTable
        caption={t('month.chartTitle')}
        heads={[t('month.day'), late, early]}
        rows={sums.map((each) => [each.name, each.late, each.early])}
      />
    </>
  )
}
