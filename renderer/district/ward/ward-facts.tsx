import ClockIcon from '@mui/icons-material/AccessTime'
import EventIcon from '@mui/icons-material/EventNoteOutlined'
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WardDay } from '../../../core/district/presence-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { KioskLine } from '../day/kiosk-line.tsx'
import { LeaderLine } from '../today/leader-line.tsx'

function Fact(props: { word: string; children: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', alignContent: 'start', gap: 0.25 }}>
      <Box component="dt" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
        {props.word}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        {props.children}
      </Box>
    </Box>
  )
}

/** What frames a ward's day: its hours, what kind of day it is, the leader on duty, the kiosks. */
export function WardFacts({ day }: { day: WardDay }) {
  const { t } = useTranslation()
  const hours = day.sessions.map(
    ({ start, end }) => `${localTimeOf(start, day.zone)}–${localTimeOf(end, day.zone)}`,
  )
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        p: { xs: 1.5, md: 2 },
        display: 'grid',
        gap: { xs: 1.5, md: 4 },
        gridTemplateColumns: { xs: '1fr', md: 'auto auto 1fr' },
        '@media print': { gridTemplateColumns: 'auto auto 1fr' },
        bgcolor: 'background.paper',
        border: '1px solid var(--line)',
        borderRadius: 1,
      }}
    >
      <Fact word={t('ward.sessions')}>
        <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', fontWeight: 600 }}>
          <ClockIcon sx={{ fontSize: 18 }} aria-hidden />
          {hours.length === 0 ? t('ward.noSessions') : hours.join(' · ')}
        </Box>
        {day.note !== null && (
          <Box
            sx={{
              display: 'flex',
              gap: 0.75,
              alignItems: 'center',
              color: 'var(--excused-fg)',
              fontWeight: 600,
            }}
          >
            <EventIcon sx={{ fontSize: 18 }} aria-hidden />
            {day.note}
          </Box>
        )}
      </Fact>
      <Fact word={t('ward.leaderOnDuty')}>
        <LeaderLine leader={day.leader} />
      </Fact>
      <Fact word={t('today.kiosk')}>
        {day.kiosks.length === 0 && <KioskLine kiosks={[]} date={day.date} zone={day.zone} />}
        {day.kiosks.map((kiosk) => (
          <Box key={kiosk.id} sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
            <span>{kiosk.name}</span>
            <KioskLine kiosks={[kiosk]} date={day.date} zone={day.zone} />
          </Box>
        ))}
      </Fact>
    </Box>
  )
}
