import BackIcon from '@mui/icons-material/ArrowBack'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardToday } from '../../../core/district-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { todayQuery } from '../api/queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { useLiveUpdates } from '../api/use-live-updates.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { PresenceChip } from '../parts/presence-chip.tsx'
import { LOOK_ICONS, type Look, lookStyle } from '../parts/presence-look.ts'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../shell/me-context.ts'
import { countersQuery } from '../trends/trends-queries.ts'
import { countOf, sumsOf } from './ward-counts.ts'

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

const TILES: readonly Look[] = ['here', 'away', 'late', 'not-arrived', 'absent', 'no-data']

const useWord = () => {
  const { t } = useTranslation()
  return (look: Look): string => (look === 'late' ? t('late') : t(`presence.${look}`))
}

/** For a screen on the wall: all wards at once, large, with no name but the leader's on duty, refreshed by itself. */
export function WallPage() {
  const { t } = useTranslation()
  const wordOf = useWord()
  const { language } = useLanguage()
  const me = useMe()
  const date = useToday()
  const time = useClock()
  useLiveUpdates()
  const answer = useQuery(todayQuery(undefined))
  const counters = useQuery(countersQuery)
  const today = answer.data
  const open = counters.data?.counters.filter(({ staffed }) => staffed === 'no') ?? []
  return (
    <Box
      component="main"
      sx={{
        minHeight: '100vh',
        p: { xs: 1.5, md: 2 },
        display: 'grid',
        gap: { xs: 2, md: 1.25 },
        // The wards take what the screen has left.
        gridTemplateRows: { md: 'auto auto 1fr auto' },
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
          sx={{ fontSize: { xs: '2rem', md: '3rem' }, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}
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
                    px: 2,
                    py: { xs: 2, md: 'clamp(4px, 1vh, 16px)' },
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
                    {wordOf(look)}
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
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              display: 'grid',
              gap: 1.5,
              gridTemplateColumns: { xs: '1fr', md: 'repeat(auto-fill, minmax(max(240px, 18vw), 1fr))' },
              gridAutoRows: { md: '1fr' },
            }}
          >
            {today.wards.map((ward) => (
              <WallWard key={ward.point} ward={ward} />
            ))}
          </Box>
          {open.length > 0 && (
            <Box sx={{ ...lookStyle('not-arrived'), borderRadius: 1, p: 2, fontSize: '1.125rem' }}>
              <strong>{t('wall.counters')}:</strong>{' '}
              {open.map(({ pointName, name }) => `${pointName} · ${name}`).join('; ')}
            </Box>
          )}
        </>
      )}
    </Box>
  )
}

function WallWard({ ward }: { ward: WardToday }) {
  const { t } = useTranslation()
  const silent = ward.kiosks.filter((kiosk) => kiosk.silent && kiosk.state === 'active').length
  const wordOf = useWord()
  return (
    <Box
      component="li"
      data-ward={ward.point}
      sx={{
        bgcolor: 'background.paper',
        border: '1px solid var(--line)',
        borderRadius: 1,
        p: { xs: 1.75, md: 'clamp(6px, 1.2vh, 20px)' },
        display: 'grid',
        gap: { xs: 1, md: '0.8vh' },
        alignContent: 'start',
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'baseline' }}>
        <Typography
          variant="h2"
          sx={{ fontSize: { xs: '1.25rem', md: 'clamp(1rem, 2.1vh, 1.75rem)' }, lineHeight: 1.35 }}
        >
          {ward.pointName}
        </Typography>
        <Box sx={{ fontSize: '1.5rem', fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
          {t('wall.of', { count: countOf(ward, 'here'), people: ward.people })}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {TILES.slice(1).map((look) =>
          countOf(ward, look) === 0 ? null : (
            <PresenceChip key={look} look={look} count={countOf(ward, look)} word={wordOf(look)} />
          ),
        )}
        {silent > 0 && <PresenceChip look="no-data" word={t('wall.silent', { count: silent })} />}
      </Box>
      <Box
        sx={{
          color: 'text.secondary',
          fontSize: { xs: '0.9375rem', md: 'clamp(0.8125rem, 1.7vh, 1.25rem)' },
        }}
      >
        {ward.leader === null
          ? t('wall.noLeader')
          : `${t('wall.leader', { name: ward.leader.name })} (${t(`presence.${ward.leader.presence}`).toLowerCase()})`}
      </Box>
    </Box>
  )
}
