import Box from '@mui/material/Box'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { PRESENCES } from '../day/presence-look.ts'

/** The people of a ward as one bar of states; decoration beside the numbers. */
export function PresenceBar({ ward }: { ward: WardToday }) {
  return (
    <Box
      aria-hidden
      sx={{
        display: 'flex',
        gap: '2px',
        height: 6,
        borderRadius: 3,
        overflow: 'hidden',
        bgcolor: 'var(--off-bar)',
      }}
    >
      {PRESENCES.filter((look) => (ward.counts[look] ?? 0) > 0).map((look) => (
        <Box
          key={look}
          sx={{
            flexGrow: ward.counts[look] ?? 0,
            flexBasis: 0,
            background:
              look === 'no-data'
                ? 'repeating-linear-gradient(135deg, var(--no-data-bar) 0 3px, var(--surface) 3px 6px)'
                : `var(--${look}-bar)`,
          }}
        />
      ))}
    </Box>
  )
}
