import { BarChart } from '@mui/x-charts/BarChart'
import { useTranslation } from 'react-i18next'
import type { Today } from '../../../core/district/presence-api.ts'
import { ChartTable } from '../parts/chart-table.tsx'

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Arrivals by quarter hour, on time and late stacked; the same numbers as a table for those who listen. */
export function ArrivalsChart({ arrivals }: { arrivals: Today['arrivals'] }) {
  const { t } = useTranslation()
  const onTime = t('arrivals.onTime')
  const late = t('arrivals.late')
  return (
    <>
      <div aria-hidden>
        <BarChart
          height={230}
          skipAnimation
          disableKeyboardNavigation
          margin={{ left: 0, right: 8, top: 8, bottom: 0 }}
          xAxis={[{ data: arrivals.map(({ minute }) => timeOf(minute)), height: 28 }]}
          yAxis={[{ tickMinStep: 1, width: 32, disableLine: true, disableTicks: true }]}
          grid={{ horizontal: true }}
          series={[
            {
              data: arrivals.map((each) => each.onTime),
              label: onTime,
              stack: 'all',
              color: 'var(--here-bar)',
            },
            { data: arrivals.map((each) => each.late), label: late, stack: 'all', color: 'var(--late-bar)' },
          ]}
        />
      </div>
      <ChartTable
        caption={t('arrivals.caption')}
        heads={[t('arrivals.minute'), onTime, late]}
        rows={arrivals.map((each) => [timeOf(each.minute), each.onTime, each.late])}
      />
    </>
  )
}
