import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { PersonMonth } from '../../../core/district/person-month-api.ts'
import { uncountedSessions } from '../../../core/person-day/uncounted-sessions.ts'
import { sessionName } from '../day/flag-words.ts'
import { LOOK_ICONS, lookStyle } from '../day/presence-look.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

const IncompleteIcon = LOOK_ICONS.incomplete

/** Why hours are fewer than days: the sessions that count 0 minutes for want of a scan, each opening its day. */
export function UncountedNotice(props: {
  readonly days: PersonMonth['days']
  readonly onOpen: (date: string) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const lost = props.days.flatMap((day) =>
    uncountedSessions(day).map((session) => ({ date: day.date, session, of: day.sessions.length })),
  )
  if (lost.length === 0) return null
  return (
    <Alert
      icon={<IncompleteIcon />}
      severity="info"
      data-uncounted={lost.length}
      sx={{ ...lookStyle('incomplete'), '& .MuiAlert-icon': { color: 'inherit' } }}
    >
      <AlertTitle>{t('month.uncountedTitle', { count: lost.length })}</AlertTitle>
      {t('month.uncountedHint')}
      <Box component="ul" sx={{ m: 0, p: 0, mt: 0.5, listStyle: 'none', display: 'flex', flexWrap: 'wrap' }}>
        {lost.map(({ date, session, of }) => (
          <li key={`${date} ${session}`}>
            <Button color="inherit" sx={{ minHeight: 40 }} onClick={() => props.onOpen(date)}>
              {shortDate(date, language)} · {sessionName(session, of, t)}
            </Button>
          </li>
        ))}
      </Box>
    </Alert>
  )
}
