import BackIcon from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { localTimeOf } from '../../../core/time.ts'
import { todayQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { useLiveUpdates } from '../api/use-live-updates.ts'
import { LOOK_ICONS, lookStyle, lookWord } from '../day/presence-look.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { useWide } from '../theme/use-wide.ts'
import { countersQuery } from '../trends/trends-queries.ts'
import { useFitScreen } from './use-fit-screen.ts'
import { TILES, WallWard } from './wall-ward.tsx'
import { sumsOf } from './ward-counts.ts'

/** The district's time of day, every few seconds. */
function useClock(): string {
  const { aheadMs, zone } = useMe()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [])
  return localTimeOf(now + aheadMs, zone)
}

/** More counters than this are only counted: the line at the foot stays short. */
const MOST_COUNTERS = 8

/** For a screen on the wall: all wards at once, large, with no name but the leader's on duty, refreshed by itself. */
export function WallPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const date = useToday()
  const time = useClock()
  useLiveUpdates()
  const answer = useQuery(todayQuery(undefined))
  const counters = useQuery(countersQuery)
  const today = answer.data
  const open = counters.data?.counters.filter(({ staffed }) => staffed === 'no') ?? []
  const more = open.length - MOST_COUNTERS
  const main = useRef<HTMLElement>(null)
  useFitScreen(main, useWide())
  return (
    <Box
      component="main"
      ref={main}
      sx={{
        minHeight: '100vh',
        p: { xs: 1.5, md: 2 },
        display: 'flex',
        flexDirection: 'column',
        gap: { xs: 2, md: 1.25 },
        // A size holds at once, or it could not be measured.
        '&, & *': { transitionProperty: 'none' },
      }}
    >
      <title>{`${t('wall.title')} · ${t('product')}`}</title>
      <Box sx={{ display: 'flex', alignItems: 'baseline', flexWrap: 'wrap', columnGap: 2 }}>
        <IconButton component={RouterLink} to="/" aria-label={t('wall.back')}>
          <BackIcon />
        </IconButton>
        <Typography variant="h1" sx={{ flex: '1 1 auto', fontSize: { md: '2rem' } }}>
          {me.organisationName}
        </Typography>
        <Typography sx={{ fontSize: '1.25rem' }}>{longDate(date, language)}</Typography>
        <Typography
          sx={{
            fontSize: { xs: '2rem', md: '3rem' },
            fontWeight: 700,
            lineHeight: 1.2,
            fontVariantNumeric: 'tabular-nums',
          }}
        >
          {time}
        </Typography>
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={today !== undefined}
        />
      )}
      {answer.isPending && <PageLoading />}
      {today && (
        <>
          <Box
            sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))' }}
          >
            {TILES.map((look) => {
              const Icon = LOOK_ICONS[look]
              return (
                <Box
                  key={look}
                  sx={{
                    ...lookStyle(look),
                    borderRadius: 1,
                    px: { xs: 2, md: 1.5 },
                    py: { xs: 2, md: 'clamp(4px, 1vh, 16px)' },
                    'main[data-dense] &': {
                      display: 'flex',
                      justifyContent: 'space-between',
                      '& > *': { fontSize: '0.875rem', gap: 0.5 },
                      '& > :last-child': { fontSize: '1.5rem' },
                    },
                  }}
                >
                  <Box
                    sx={{
                      display: 'flex',
                      alignItems: 'center',
                      gap: 1,
                      fontSize: '1.125rem',
                      fontWeight: 600,
                    }}
                  >
                    <Icon aria-hidden />
                    {lookWord(look, t)}
                  </Box>
                  <Box
                    sx={{
                      fontSize: { xs: '2rem', md: 'clamp(1.75rem, 5vh, 3.5rem)' },
                      fontWeight: 700,
                      lineHeight: 1.2,
                    }}
                  >
                    {sumsOf(today.wards).byLook(look)}
                  </Box>
                </Box>
              )
            })}
          </Box>
          <Box
            component="ul"
            data-fit
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              // The wards take what the screen has left.
              flex: '1 0 auto',
              display: 'grid',
              gap: '0.75em',
              gridTemplateColumns: { xs: '1fr', md: 'repeat(auto-fit, minmax(15em, 1fr))' },
            }}
          >
            {today.wards.map((ward) => (
              <WallWard key={ward.point} ward={ward} />
            ))}
          </Box>
          {open.length > 0 && (
            <Box
              data-fit
              sx={{
                ...lookStyle('not-arrived'),
                borderRadius: 1,
                px: '0.75em',
                py: '0.5em',
              }}
            >
              <strong>{t('wall.counters')}:</strong>{' '}
              {open
                .slice(0, MOST_COUNTERS)
                .map(({ pointName, name }) => `${pointName} · ${name}`)
                .join('; ')}
              {more > 0 && ` ${t('counters.more', { count: more })}`}
            </Box>
          )}
        </>
      )}
    </Box>
  )
}
