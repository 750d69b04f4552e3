import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { KioskLine, kioskWord } from '../day/kiosk-line.tsx'
import { PresenceChip } from '../day/presence-chip.tsx'
import { LeaderLine } from './leader-line.tsx'
import { PresenceBar } from './presence-bar.tsx'
import { columnsOf, countOf } from './ward-counts.ts'

/** One ward on a narrow screen. */
export function WardCard(props: { ward: WardToday; date: string; zone: string; query: string }) {
  const { t } = useTranslation()
  const { ward } = props
  return (
    <Box
      component="li"
      data-ward={ward.point}
      sx={{
        position: 'relative',
        listStyle: 'none',
        display: 'grid',
        gap: 1,
        p: 1.5,
        border: '1px solid var(--line)',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'baseline' }}>
        <Link
          component={RouterLink}
          to={`/wards/${encodeURIComponent(ward.point)}${props.query}`}
          sx={{
            fontWeight: 700,
            color: 'text.primary',
            '&::after': { content: '""', position: 'absolute', inset: 0 },
          }}
        >
          {ward.pointName}
        </Link>
        <Box component="span" sx={{ fontSize: '0.875rem', color: 'text.secondary', whiteSpace: 'nowrap' }}>
          {t('today.people', { count: ward.people })}
        </Box>
      </Box>
      <PresenceBar ward={ward} />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {columnsOf([ward])
          .filter((look) => countOf(ward, look) > 0)
          .map((look) => (
            <PresenceChip key={look} look={look} count={countOf(ward, look)} />
          ))}
      </Box>
      {ward.note !== null && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{ward.note}</Box>}
      <Box sx={{ fontSize: '0.875rem' }}>
        <LeaderLine leader={ward.leader} />
      </Box>
      {kioskWord(ward.kiosks, props.date, props.zone, t).amiss && (
        <KioskLine kiosks={ward.kiosks} date={props.date} zone={props.zone} />
      )}
    </Box>
  )
}
