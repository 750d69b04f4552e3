import BadgeIcon from '@mui/icons-material/BadgeOutlined'
import UnscheduledIcon from '@mui/icons-material/EventBusyOutlined'
import ClockDoubtIcon from '@mui/icons-material/HistoryToggleOff'
import PlaceIcon from '@mui/icons-material/PlaceOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { DayFlag } from '../../../core/person-day/person-day.ts'
import type { IconComponent } from '../parts/icon-component.ts'
import { flagLook, flagWords, sessionName } from './flag-words.ts'
import { LOOK_ICONS, lookStyle } from './presence-look.ts'

const OWN_ICONS: Readonly<Partial<Record<DayFlag['code'], IconComponent>>> = {
  'no-badge': BadgeIcon,
  'badge-not-worn': BadgeIcon,
  'clock-doubt': ClockDoubtIcon,
  'other-point': PlaceIcon,
  unscheduled: UnscheduledIcon,
}

/** The sign of a flag. */
export const flagIcon = (flag: DayFlag): IconComponent =>
  (flag.code === 'late' || flag.code === 'early' ? LOOK_ICONS[flag.code] : OWN_ICONS[flag.code]) ??
  LOOK_ICONS[flagLook(flag)]

/** A flag as sign, word and colour; names its session when the day has several. */
export function FlagChip(props: { flag: DayFlag; sessions: number }) {
  const { t } = useTranslation()
  const { flag, sessions } = props
  const Icon = flagIcon(flag)
  const words = flagWords(flag, t)
  const text =
    flag.session === undefined || sessions < 2
      ? words
      : t('flags.inSession', { session: sessionName(flag.session, sessions, t), flag: words })
  return (
    <Box
      component="span"
      data-flag={flag.code}
      sx={{
        ...lookStyle(flagLook(flag)),
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.5,
        px: 0.75,
        borderRadius: 1.5,
        fontSize: '0.8125rem',
        fontWeight: 500,
        lineHeight: 1.7,
      }}
    >
      <Icon sx={{ fontSize: 16 }} aria-hidden />
      {text}
    </Box>
  )
}
