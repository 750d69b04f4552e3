import GuestIcon from '@mui/icons-material/BadgeOutlined'
import UnknownIcon from '@mui/icons-material/HelpOutlineOutlined'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { WardDay } from '../../../core/district/presence-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { Panel } from '../parts/panel.tsx'

/** Badges read at this point that belong elsewhere or to nobody known. */
export function GuestList({ day }: { day: WardDay }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('ward.guests')}>
      {day.guests.length === 0 ? (
        <Typography color="textSecondary">{t('ward.guestsNone')}</Typography>
      ) : (
        <>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
            {t('ward.guestsHint')}
          </Typography>
          <Box
            component="ul"
            sx={{
              m: 0,
              p: 0,
              listStyle: 'none',
              display: 'grid',
              gap: 1,
              gridTemplateColumns: { md: '1fr 1fr' },
            }}
          >
            {day.guests.map((guest) => (
              <Box
                component="li"
                key={`${guest.at}${guest.name}`}
                sx={{ display: 'flex', gap: 1.25, alignItems: 'center' }}
              >
                <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums', fontWeight: 600 }}>
                  {localTimeOf(guest.at, day.zone)}
                </Box>
                {guest.name === null ? (
                  <UnknownIcon fontSize="small" aria-hidden />
                ) : (
                  <GuestIcon fontSize="small" aria-hidden />
                )}
                <span>
                  {guest.name ?? t('ward.unknownBadge')}
                  {guest.from !== null && (
                    <Box component="span" sx={{ color: 'text.secondary' }}>
                      {' · '}
                      {t('ward.guestFrom', { from: guest.from })}
                    </Box>
                  )}
                </span>
              </Box>
            ))}
          </Box>
        </>
      )}
    </Panel>
  )
}
