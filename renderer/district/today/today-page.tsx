import WallIcon from '@mui/icons-material/TvOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Today } from '../../../core/district/presence-api.ts'
import { todayQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateSwitch } from '../dates/date-switch.tsx'
import { useDateInAddress } from '../dates/use-date-in-address.ts'
import { DayOffNotice } from '../day/day-off-notice.tsx'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { LiveSign } from '../parts/live-sign.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useWide } from '../theme/use-wide.ts'
import { CountersPanel } from './counters-panel.tsx'
import { DistrictSums } from './district-sums.tsx'
import { FirstSteps } from './first-steps.tsx'
import { SilentKiosks } from './silent-kiosks.tsx'
import { WardCard } from './ward-card.tsx'
import { findWards, isDayOff } from './ward-counts.ts'
import { WardMatrix } from './ward-matrix.tsx'

const ArrivalsChart = lazy(async () => ({ default: (await import('./arrivals-chart.tsx')).ArrivalsChart }))

function WardsPanel({ today, query }: { today: Today; query: string }) {
  const { t } = useTranslation()
  const wide = useWide()
  const [sought, setSought] = useState('')
  const found = findWards(today, sought)
  const rest = { date: today.date, zone: today.zone, query }
  return (
    <Panel
      title={t('today.wards')}
      flush={wide && found.length > 0}
      aside={<SearchField label={t('today.search')} value={sought} onChange={setSought} />}
    >
      {today.wards.length === 0 && <EmptyNotice hint={t('today.empty')} />}
      {today.wards.length > 0 && found.length === 0 && (
        <EmptyNotice hint={t('today.searchNone', { text: sought })} />
      )}
      {found.length > 0 && wide && <WardMatrix wards={found} {...rest} />}
      {found.length > 0 && !wide && (
        <Box component="ul" sx={{ m: 0, p: 0, display: 'grid', gap: 1.25 }}>
          {found.map((ward) => (
            <WardCard key={ward.point} ward={ward} {...rest} />
          ))}
        </Box>
      )}
    </Panel>
  )
}

function TodayContent({ today, query, isToday }: { today: Today; query: string; isToday: boolean }) {
  const { t } = useTranslation()
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {today.lastWorkingDay !== undefined && today.wards.length > 0 && (
        <DayOffNotice
          isToday={isToday}
          note={today.wards[0]?.note ?? null}
          last={today.lastWorkingDay}
          hoursMissing={today.hoursMissing === true}
          path="/"
        />
      )}
      <FirstSteps />
      {today.wards.length > 0 && !isDayOff(today.wards) && <DistrictSums wards={today.wards} />}
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) 340px' },
          alignItems: 'start',
        }}
      >
        <WardsPanel today={today} query={query} />
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Panel title={t('arrivals.title')}>
            {today.arrivals.length === 0 ? (
              <EmptyNotice hint={t('arrivals.empty')} />
            ) : (
              <Suspense fallback={<Skeleton variant="rounded" height={230} />}>
                <ArrivalsChart arrivals={today.arrivals} />
              </Suspense>
            )}
          </Panel>
          {isToday && (
            <>
              <SilentKiosks wards={today.wards} date={today.date} zone={today.zone} />
              <CountersPanel />
            </>
          )}
        </Box>
      </Box>
    </Box>
  )
}

/** Who is where in every ward, today or on another day. */
export function TodayPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { date, today, setDate } = useDateInAddress()
  const answer = useQuery({ ...todayQuery(date), placeholderData: keepPreviousData })
  const query = date === today ? '' : `?date=${date}`
  const title = date === today ? t('today.title') : t('today.titleOther', { date: shortDate(date, language) })
  return (
    <>
      <title>{`${title} · ${t('product')}`}</title>
      <Box
        sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 0.5, mb: 1.5 }}
      >
        <Typography variant="h1" sx={{ flex: '1 1 auto' }}>
          {title}
        </Typography>
        {answer.data && <LiveSign asOf={answer.data.asOf} zone={answer.data.zone} />}
        <Button component={RouterLink} to="/wall" startIcon={<WallIcon />} className="not-printed">
          {t('wall.open')}
        </Button>
        <DateSwitch date={date} today={today} onChange={setDate} />
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={answer.data !== undefined}
        />
      )}
      {answer.data ? (
        <TodayContent today={answer.data} query={query} isToday={date === today} />
      ) : (
        answer.isPending && <PageLoading />
      )}
    </>
  )
}
