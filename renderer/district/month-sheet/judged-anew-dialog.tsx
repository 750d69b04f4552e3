import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { TFunction } from 'i18next'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { DaysJudgedAnew } from '../../../core/district/month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'
import { durationWords } from '../dates/duration-words.ts'
import { flagWords, sessionName } from '../day/flag-words.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

/** The days of an open month that newer rules judged otherwise: what each was, what it is, and why. */
export function JudgedAnewDialog(props: { answer: DaysJudgedAnew; month: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const id = useId()
  const { zone, days } = props.answer
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="md" aria-labelledby={id}>
      <DialogTitle id={id}>{t('months.anewListTitle')}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography color="textSecondary">{t('months.anewListLead')}</Typography>
        {days.map((each) => (
          <Box
            key={`${each.person} ${each.date}`}
            component="section"
            data-anew={`${each.person} ${each.date}`}
            sx={{ borderTop: 1, borderColor: 'divider', pt: 1.5, display: 'grid', gap: 0.5 }}
          >
            <Typography variant="h3">
              <Link
                component={RouterLink}
                to={`/people/${encodeURIComponent(each.person)}?month=${props.month}`}
                sx={{ color: 'inherit' }}
              >
                {each.name}
              </Link>
              {` · ${shortDate(each.date, language)}`}
            </Typography>
            <Box sx={{ display: 'grid', gridTemplateColumns: { sm: '1fr 1fr' }, columnGap: 2 }}>
              <Said title={t('months.anewWas')} day={each.was} other={each.now} zone={zone} />
              <Said title={t('months.anewNow')} day={each.now} other={each.was} zone={zone} />
            </Box>
            <Typography variant="body2">
              <strong>{t('months.anewWhyTitle')}:</strong>{' '}
              {each.why.map((why) => t(`months.anewWhy.${why}`)).join(' ')}
            </Typography>
          </Box>
        ))}
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        <Button variant="contained" onClick={props.onClose}>
          {t('people.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

/** What a judgement says, less what the other one says too. */
function Said(props: { title: string; day: PersonDay; other: PersonDay; zone: string }) {
  const { t } = useTranslation()
  const there = saidLines(props.other, props.zone, t)
  return (
    <Box>
      <Typography variant="body2" color="textSecondary">
        {props.title}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, fontVariantNumeric: 'tabular-nums' }}>
        {saidLines(props.day, props.zone, t)
          .filter((line) => !there.includes(line))
          .map((line) => (
            <li key={line}>{line}</li>
          ))}
      </Box>
    </Box>
  )
}

function saidLines(day: PersonDay, zone: string, t: TFunction): readonly string[] {
  const time = (mark: { at: number } | null | undefined): string => (mark ? localTimeOf(mark.at, zone) : '–')
  const count = day.sessions.length
  const sessions = day.sessions.map(({ start }, session) => {
    const state = day.states[session]
    const { in: came, out: left } = day.marks[session] ?? {}
    const flags = day.flags.filter((flag) => flag.session === session).map((flag) => flagWords(flag, t))
    const words = flags.length > 0 || state === undefined ? flags : [t(`states.${state}`)]
    return `${sessionName(session, count, t)} (${localTimeOf(start, zone)}): ${[`${time(came)} → ${time(left)}`, ...words].join(' · ')}`
  })
  return [
    ...sessions,
    ...day.flags.filter((flag) => flag.session === undefined).map((flag) => flagWords(flag, t)),
    ...day.away.map(({ from, to }) =>
      t('months.anewAway', { from: localTimeOf(from, zone), to: localTimeOf(to, zone) }),
    ),
    `${t('months.anewWorked')}: ${durationWords(day.workedMinutes, t)}`,
    `${t('months.anewSymbol')}: ${day.symbol === '' ? '–' : day.symbol}`,
  ]
}
