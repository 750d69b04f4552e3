import Alert from '@mui/material/Alert'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { LOOK_ICONS } from './presence-look.ts'

const OffIcon = LOOK_ICONS.off

/** Says that nobody has to work on the day that is shown, and leads to the last day on which somebody had to. */
export function DayOffNotice(props: {
  isToday: boolean
  note: string | null
  last: string | null
  path: string
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <Alert
      severity="info"
      variant="outlined"
      icon={<OffIcon />}
      data-day-off
      sx={{ bgcolor: 'background.paper', fontSize: '1rem', alignItems: 'center' }}
    >
      <strong>{t(props.isToday ? 'dayOff.today' : 'dayOff.other')}</strong>
      {props.note === null ? ' ' : ` (${props.note}) `}
      {t('dayOff.lead')}{' '}
      {props.last !== null && (
        <Link
          underline="always"
          component={RouterLink}
          to={`${props.path}?date=${props.last}`}
          sx={{ fontWeight: 600 }}
        >
          {t('dayOff.last', { date: longDate(props.last, language) })}
        </Link>
      )}
    </Alert>
  )
}
