import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { PresenceChip } from '../day/presence-chip.tsx'
import type { Look } from '../day/presence-look.ts'

const SHOWN: readonly Look[] = ['here', 'late', 'early', 'incomplete', 'absent', 'excused', 'no-data']

/** What the signs of the month's cells mean. */
export function MonthLegend() {
  const { t } = useTranslation()
  return (
    <Box
      component="ul"
      aria-label={t('month.legend')}
      sx={{ m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 0.75, listStyle: 'none' }}
    >
      {SHOWN.map((look) => (
        <li key={look}>
          {look === 'here' ? (
            <PresenceChip look="here" word={t('month.workday')} />
          ) : (
            <PresenceChip look={look} />
          )}
        </li>
      ))}
    </Box>
  )
}
