import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import { type CountedLook, countOf } from './ward-counts.ts'

/** What the wall display counts, in its order. */
export const TILES: readonly CountedLook[] = ['here', 'away', 'late', 'not-arrived', 'absent', 'no-data']

/** One ward on the wall display, measured in `em`: its list says how large that is. */
export function WallWard({ ward }: { ward: WardToday }) {
  const { t } = useTranslation()
  const silent = ward.kiosks.filter((kiosk) => kiosk.silent && kiosk.state === 'active').length
  return (
    <Box
      component="li"
      data-ward={ward.point}
      sx={{
        bgcolor: 'background.paper',
        border: '1px solid var(--line)',
        borderRadius: 1,
        p: '0.75em',
        'main[data-dense] &': { p: '0.5em' },
        minWidth: 0,
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: '0.4em',
        alignContent: 'start',
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'baseline' }}>
        <Typography variant="h2" sx={{ fontSize: '1.125em', lineHeight: 1.35 }}>
          {ward.pointName}
        </Typography>
        <Box sx={{ fontSize: '1.5em', lineHeight: 1.3, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
          {t('wall.of', { count: countOf(ward, 'here'), people: ward.people })}
        </Box>
      </Box>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: '0.3em',
          '& [data-look]': { fontSize: '0.9em', px: '0.5em' },
          '& svg': { fontSize: '1.25em' },
          // The word of a number's sign stands above, in the sums.
          'main[data-dense] & [data-look]': { lineHeight: 1.4, gap: '0.25em' },
          'main[data-dense] & [data-look] > span + span': {
            position: 'absolute',
            width: '1px',
            overflow: 'hidden',
            clipPath: 'inset(50%)',
          },
        }}
      >
        {TILES.slice(1).map((look) =>
          countOf(ward, look) === 0 ? null : (
            <PresenceChip key={look} look={look} count={countOf(ward, look)} />
          ),
        )}
        {silent > 0 && <PresenceChip look="no-data" word={t('wall.silent', { count: silent })} />}
      </Box>
      <Box
        sx={{
          color: 'text.secondary',
          fontSize: '0.9em',
          lineHeight: 1.4,
        }}
      >
        {ward.leader === null
          ? t('wall.noLeader')
          : `${t('wall.leader', { name: ward.leader.name })} (${t(`presence.${ward.leader.presence}`).toLowerCase()})`}
      </Box>
    </Box>
  )
}
