import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams, useSearchParams } from 'react-router'
import type { PersonMonth } from '../../../core/district/person-month-api.ts'
import { personMonthQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { MonthSwitch } from '../dates/month-switch.tsx'
import { monthName } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useToday } from '../session/me-context.ts'
import { DayDrawer } from './day-drawer.tsx'
import { MonthGrid } from './month-grid.tsx'
import { MonthLegend } from './month-legend.tsx'
import { MonthTotals } from './month-totals.tsx'
import { UncountedNotice } from './uncounted-notice.tsx'

const MinutesChart = lazy(async () => ({ default: (await import('./minutes-chart.tsx')).MinutesChart }))
const DATE = /^\d{4}-\d{2}-\d{2}$/
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/

function MonthContent({ month }: { month: PersonMonth }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const [opened, setOpened] = useState<string | null>(null)
  const { lateTimes, earlyTimes } = month.totals
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <MonthTotals totals={month.totals} />
      <UncountedNotice days={month.days} onOpen={setOpened} />
      <Panel title={t('month.title', { month: monthName(month.month, language) })} aside={<MonthLegend />}>
        {month.days.length === 0 ? (
          <EmptyNotice hint={t('month.empty')} />
        ) : (
          <MonthGrid month={month} onOpen={setOpened} />
        )}
      </Panel>
      <Panel title={t('month.chartTitle')}>
        {lateTimes + earlyTimes === 0 ? (
          <EmptyNotice hint={t('month.chartEmpty')} />
        ) : (
          <Suspense fallback={<Skeleton variant="rounded" height={210} />}>
            <MinutesChart days={month.days} />
          </Suspense>
        )}
      </Panel>
      <DayDrawer
        names={month.names ?? {}}
        leaveNames={month.leaveNames ?? {}}
        asked={month.asked?.filter(
          ({ from, to }) => opened !== null && from < `${opened}T24:00` && to > `${opened}T00:00`,
        )}
        day={month.days.find(({ date }) => date === opened)}
        zone={month.zone}
        point={month.person.point}
        out={month.out?.date === opened ? month.out : null}
        outs={(month.outs ?? []).filter(({ date }) => date === opened)}
        onClose={() => setOpened(null)}
      />
    </Box>
  )
}

/** One person's month: a calendar of days, their sums, and the minutes late and early. */
export function PersonMonthPage() {
  const { t } = useTranslation()
  const { person = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const thisMonth = useToday().slice(0, 7)
  const asked = search.get('month') ?? ''
  /** The day of the ward one came from. */
  const from = search.get('from') ?? ''
  const month = MONTH.test(asked) ? asked : thisMonth
  const answer = useQuery({ ...personMonthQuery(person, month), placeholderData: keepPreviousData })
  const shown = answer.data
  return (
    <>
      <title>{`${shown?.person.name ?? t('month.totals')} · ${t('product')}`}</title>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', gap: 1, mb: 1.5 }}>
        <Box sx={{ flex: '1 1 auto' }}>
          {shown && (
            <Link
              component={RouterLink}
              to={`/wards/${encodeURIComponent(shown.person.point)}${DATE.test(from) ? `?date=${from}` : ''}`}
              className="not-printed"
              sx={{ fontSize: '0.875rem', fontWeight: 600 }}
            >
              ← {shown.person.pointName}
            </Link>
          )}
          <Typography variant="h1">{shown?.person.name ?? t('month.totals')}</Typography>
          {shown && <Typography color="textSecondary">{shown.person.title}</Typography>}
        </Box>
        <MonthSwitch
          month={month}
          thisMonth={thisMonth}
          onChange={(next) => setSearch(from === '' ? { month: next } : { month: next, from })}
        />
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={shown !== undefined}
        />
      )}
      {shown ? <MonthContent key={shown.month} month={shown} /> : answer.isPending && <PageLoading />}
    </>
  )
}
