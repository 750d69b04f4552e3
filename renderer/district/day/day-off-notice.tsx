import Alert from '@mui/material/Alert'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import { longDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { useMe } from '../session/me-context.ts'
import { LOOK_ICONS } from './presence-look.ts'

const OffIcon = LOOK_ICONS.off

/**
 * Says that nobody has to work on the day that is shown and leads to the last day on which somebody had to; where no
 * working hours are set for it, says that instead, and where they are set.
 */
export function DayOffNotice(props: {
  isToday: boolean
  note: string | null
  last: string | null
  hoursMissing: boolean
  path: string
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const day = props.isToday ? 'today' : 'other'
  return (
    <Alert
      severity={props.hoursMissing ? 'warning' : 'info'}
      variant="outlined"
      icon={<OffIcon />}
      {...(props.hoursMissing ? { 'data-hours-missing': true } : { 'data-day-off': true })}
      sx={{ bgcolor: 'background.paper', fontSize: '1rem', alignItems: 'center' }}
    >
      <strong>{t(props.hoursMissing ? `hoursMissing.${day}` : `dayOff.${day}`)}</strong>
      {props.note === null ? ' ' : ` (${props.note}) `}
      {t(props.hoursMissing ? 'hoursMissing.lead' : 'dayOff.lead')}{' '}
      {props.hoursMissing && hasPermission(me.role, 'hours.read') && (
        <Link underline="always" component={RouterLink} to="/hours" sx={{ fontWeight: 600, mr: 1 }}>
          {t('hoursMissing.link')}
        </Link>
      )}
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
