import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { pointsQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { MonthSwitch } from '../dates/month-switch.tsx'
import { addMonths } from '../language/dates.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { HoursTable } from './hours-table.tsx'
import { MonthHeat } from './month-heat.tsx'
import { trendsQuery } from './trends-queries.ts'

const WeeksChart = lazy(async () => ({ default: (await import('./weeks-chart.tsx')).WeeksChart }))
const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/

/** When and where people are late or absent: by hour and ward, by day, by week. */
export function TrendsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const thisMonth = useToday().slice(0, 7)
  const [search, setSearch] = useSearchParams()
  const asked = search.get('month') ?? ''
  const [point, setPoint] = useState('')
  // On the first days of a month there is nothing of it yet: the last one is shown, unless somebody asked for this.
  const current = useQuery(trendsQuery(thisMonth, point))
  const unasked = current.data?.dates.length === 0 ? addMonths(thisMonth, -1) : thisMonth
  const month = MONTH.test(asked) ? asked : unasked
  const points = useQuery(pointsQuery)
  const answer = useQuery(trendsQuery(month, point))
  const trends = answer.data
  const hasNone = trends?.dates.length === 0
  const isEmpty = hasNone && !answer.isPlaceholderData
  return (
    <>
      <PageHead title={t('trends.title')} lead={t('trends.lead')}>
        {me.point === null && (
          <SelectField
            size="small"
            width={240}
            label={t('trends.point')}
            value={point}
            choices={[
              { value: '', label: t('trends.all') },
              ...(points.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={setPoint}
          />
        )}
        <MonthSwitch month={month} thisMonth={thisMonth} onChange={(next) => setSearch({ month: next })} />
      </PageHead>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={trends !== undefined}
        />
      )}
      {(answer.isPending || (hasNone && !isEmpty)) && <PageLoading />}
      {isEmpty && <EmptyNotice hint={t('trends.empty')} />}
      {trends && !hasNone && (
        <Box
          sx={{
            display: 'grid',
            gap: 1.5,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
            alignItems: 'start',
          }}
        >
          <Panel title={t('trends.heat')}>
            <MonthHeat month={trends.month} dates={trends.dates} />
          </Panel>
          <Panel title={t('trends.weeks')}>
            <Suspense fallback={<Skeleton variant="rounded" height={260} />}>
              <WeeksChart weeks={trends.weeks} />
            </Suspense>
          </Panel>
          <Box sx={{ gridColumn: '1 / -1', minWidth: 0 }}>
            <Panel title={t('trends.hours')} flush>
              {trends.hours.length === 0 ? (
                <EmptyNotice hint={t('trends.hoursEmpty')} />
              ) : (
                <HoursTable points={trends.points} hours={trends.hours} />
              )}
            </Panel>
          </Box>
        </Box>
      )}
    </>
  )
}
