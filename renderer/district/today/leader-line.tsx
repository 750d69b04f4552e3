import PersonIcon from '@mui/icons-material/PersonOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { LOOK_ICONS } from '../day/presence-look.ts'

/** The leader on duty, and whether they are there. */
export function LeaderLine({ leader }: { leader: WardToday['leader'] }) {
  const { t } = useTranslation()
  if (leader === null)
    return (
      <Box
        component="span"
        sx={{ display: 'inline-flex', gap: 0.75, alignItems: 'center', color: 'text.secondary' }}
      >
        <PersonIcon sx={{ fontSize: 18 }} aria-hidden />
        {t('today.noLeader')}
      </Box>
    )
  const Icon = LOOK_ICONS[leader.presence]
  return (
    <Box
      component="span"
      sx={{ display: 'inline-grid', gridTemplateColumns: 'auto 1fr', columnGap: 0.75, lineHeight: 1.45 }}
    >
      <Icon
        sx={{ fontSize: 18, color: `var(--${leader.presence}-fg)`, gridRow: 'span 2', alignSelf: 'center' }}
        aria-hidden
      />
      <Box component="span" sx={{ fontWeight: 600 }}>
        {leader.name}
      </Box>
      <Box component="span" sx={{ fontSize: '0.8125rem', color: `var(--${leader.presence}-fg)` }}>
        {t(`presence.${leader.presence}`)}
      </Box>
    </Box>
  )
}
