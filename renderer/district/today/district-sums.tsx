import LeaderIcon from '@mui/icons-material/HowToRegOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { LOOK_ICONS, lookWord } from '../day/presence-look.ts'
import { StatTile } from '../day/stat-tile.tsx'
import { type CountedLook, sumsOf } from './ward-counts.ts'

const SHOWN: readonly CountedLook[] = ['late', 'not-arrived', 'absent', 'excused', 'no-data']

/** All wards together, in seven numbers. */
export function DistrictSums({ wards }: { wards: readonly WardToday[] }) {
  const { t } = useTranslation()
  const sums = sumsOf(wards)
  // In the evening and on days gone by everybody has left: then those who came are counted.
  const shown = sums.byLook('incomplete') > 0 ? ([...SHOWN, 'incomplete'] as const) : SHOWN
  const came: CountedLook = sums.byLook('here') === 0 && sums.byLook('left') > 0 ? 'left' : 'here'
  return (
    <Box
      component="section"
      aria-label={t('today.sums')}
      sx={{
        display: 'grid',
        gap: 1.25,
        gridTemplateColumns: {
          xs: 'repeat(2, 1fr)',
          sm: 'repeat(4, 1fr)',
          lg: 'repeat(auto-fit, minmax(130px, 1fr))',
        },
      }}
    >
      {[came, ...shown].map((look) => (
        <StatTile
          key={look}
          look={look}
          Icon={LOOK_ICONS[look]}
          word={lookWord(look, t)}
          value={look === came ? `${sums.byLook(look)}/${sums.people}` : sums.byLook(look)}
          quiet={sums.byLook(look) === 0}
        />
      ))}
      <StatTile
        wide
        look={sums.leaders === 0 ? 'off' : sums.leadersPresent === sums.leaders ? 'here' : 'not-arrived'}
        quiet={sums.leaders === 0}
        Icon={LeaderIcon}
        word={t('today.leadersPresent')}
        value={`${sums.leadersPresent}/${sums.leaders}`}
      />
    </Box>
  )
}
