import PrintIcon from '@mui/icons-material/PrintOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import type { WardDay } from '../../../core/district/presence-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { wardDayQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateSwitch } from '../dates/date-switch.tsx'
import { useDateInAddress } from '../dates/use-date-in-address.ts'
import { DayOffNotice } from '../day/day-off-notice.tsx'
import { LOOK_ICONS, lookStyle } from '../day/presence-look.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { LiveSign } from '../parts/live-sign.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { useWide } from '../theme/use-wide.ts'
import { beganOn } from './began-on.ts'
import { GuestList } from './guest-list.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { WardFacts } from './ward-facts.tsx'

const NoDataIcon = LOOK_ICONS['no-data']

function WardDayContent({ day, today }: { day: WardDay; today: string }) {
  const { t } = useTranslation()
  const began = beganOn(day)
  const wide = useWide()
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {day.people.some(({ presence }) => presence === 'no-data') && (
        <Alert
          icon={<NoDataIcon />}
          severity="info"
          sx={{ ...lookStyle('no-data'), '& .MuiAlert-icon': { color: 'inherit' } }}
        >
          {began === null
            ? t('ward.noDataBanner')
            : t('ward.beganBanner', { time: localTimeOf(began, day.zone) })}
        </Alert>
      )}
      {day.lastWorkingDay !== undefined && (
        <DayOffNotice
          isToday={day.date === today}
          note={day.note}
          last={day.lastWorkingDay}
          hoursMissing={day.hoursMissing === true}
          path={`/wards/${encodeURIComponent(day.point)}`}
        />
      )}
      {/* On a phone the people come first: they are what it is opened for. */}
      {wide && <WardFacts day={day} />}
      <PeoplePanel day={day} />
      {!wide && <WardFacts day={day} />}
      <GuestList day={day} />
    </Box>
  )
}

/** One ward's day: who came when, who is missing, and what is not known yet. */
export function WardDayPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const { point = '' } = useParams()
  const { date, today, setDate } = useDateInAddress()
  const answer = useQuery({
    ...wardDayQuery(point, date),
    placeholderData: (previous: WardDay | undefined) =>
      previous?.point === point ? keepPreviousData(previous) : undefined,
  })
  const day = answer.data
  return (
    <>
      <title>{`${day?.pointName ?? t('ward.people')} · ${t('product')}`}</title>
      <Box
        sx={{ display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', columnGap: 2, rowGap: 1, mb: 1.5 }}
      >
        <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
          {me.point === null && (
            <Link
              component={RouterLink}
              to={date === today ? '/' : `/?date=${date}`}
              className="not-printed"
              sx={{ fontSize: '0.875rem', fontWeight: 600 }}
            >
              ← {t('today.wards')}
            </Link>
          )}
          <Typography variant="h1">{day?.pointName ?? t('ward.people')}</Typography>
          <Typography color="textSecondary">
            {day?.organisationName}
            {day && ' · '}
            {longDate(date, language)}
          </Typography>
        </Box>
        {day && <LiveSign asOf={day.asOf} zone={day.zone} />}
        <DateSwitch date={date} today={today} onChange={setDate} />
        <Button
          variant="outlined"
          className="not-printed"
          startIcon={<PrintIcon />}
          onClick={() => window.print()}
          sx={{ display: { xs: 'none', md: 'inline-flex' } }}
        >
          {t('ward.print')}
        </Button>
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={day !== undefined}
        />
      )}
      {day ? <WardDayContent day={day} today={today} /> : answer.isPending && <PageLoading />}
    </>
  )
}
