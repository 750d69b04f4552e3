import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { TFunction } from 'i18next'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { Out, PersonMonth } from '../../../core/district/person-month-api.ts'
import type { DayDeed, PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'
import { durationWords } from '../dates/duration-words.ts'
import { excuseSpan } from '../day/excuse-span.ts'
import { typeWords } from '../day/excuse-words.ts'
import { FlagChip } from '../day/flag-chip.tsx'
import { sessionName } from '../day/flag-words.ts'
import { OutWords } from '../day/out-words.tsx'
import { PersonTimeline } from '../day/person-timeline.tsx'
import { LOOK_ICONS, lookStyle } from '../day/presence-look.ts'
import { stateWords } from '../day/state-words.ts'
import { timelineScale } from '../day/timeline-scale.ts'
import { timeAndDate, timeNear } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { StepsAway } from './steps-away.tsx'
import { uncheckedWords } from './unchecked-words.ts'

const NoDataIcon = LOOK_ICONS['no-data']

function Part(props: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ display: 'grid', gap: 0.5 }}>
      <Typography variant="h3">{props.title}</Typography>
      {props.children}
    </Box>
  )
}

function SessionMarks({ day, out, zone }: { day: PersonDay; out: Out | null; zone: string }) {
  const { t } = useTranslation()
  const time = (mark: { at: number; by: 'scan' | 'claim' } | null | undefined): string => {
    if (mark === null || mark === undefined) return '–'
    return mark.by === 'claim'
      ? `${localTimeOf(mark.at, zone)} (${t('month.byLeader')})`
      : localTimeOf(mark.at, zone)
  }
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
      {day.sessions.map(({ start, end }, index) => {
        return (
          <Box component="li" key={start}>
            <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
              {sessionName(index, day.sessions.length, t)} {localTimeOf(start, zone)}–{localTimeOf(end, zone)}
              {` · ${stateWords(day.states[index], out, t)}`}
            </Box>
            <Box sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
              {t('ward.in')} {time(day.marks[index]?.in)} → {t('ward.out')} {time(day.marks[index]?.out)}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}

const deedWords = (
  { what, at, by, reason }: DayDeed,
  names: Readonly<Record<string, string>>,
  zone: string,
  t: TFunction,
): string =>
  t(`month.deeds.${what}`, {
    time: localTimeOf(at, zone),
    name: by === null ? t('month.administrator') : (names[by] ?? ''),
    reason,
  })

/** Everything known about one person's day. */
export function DayDetails(props: {
  day: PersonDay
  zone: string
  point: string
  out: Out | null
  /** What the person said each time they stepped out on this day. */
  outs: readonly Out[]
  /** Requests for leave about this day that wait. */
  asked: NonNullable<PersonMonth['asked']>
  names: Readonly<Record<string, string>>
  /** What the office of that day calls the leave, by date. */
  leaveNames: Readonly<Record<string, string>>
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { day, zone } = props
  const bounded = (day.unchecked ?? []).flatMap((scan) => uncheckedWords(scan, zone, t) ?? [])
  const seen = day.sessions.length > 0 || day.otherScans.length > 0
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      {!day.complete && day.states.includes('no-data') && (
        <Alert
          severity="info"
          icon={<NoDataIcon />}
          sx={{ ...lookStyle('no-data'), '& .MuiAlert-icon': { color: 'inherit' } }}
        >
          {t('month.incomplete')}
        </Alert>
      )}
      {day.note !== null && <Typography sx={{ fontWeight: 600 }}>{day.note}</Typography>}
      {seen && (
        <PersonTimeline day={day} out={props.out} scale={timelineScale(day.sessions, [day])} zone={zone} />
      )}
      {props.out !== null && <OutWords out={props.out} zone={zone} />}
      {day.flags.length > 0 && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {day.flags.map((flag) => (
            <FlagChip
              key={`${flag.code}${flag.session ?? ''}${flag.minutes ?? ''}`}
              flag={flag}
              sessions={day.sessions.length}
            />
          ))}
        </Box>
      )}
      <Part title={t('month.marks')}>
        {day.sessions.length === 0 ? (
          <span>{t('month.noSessions')}</span>
        ) : (
          <SessionMarks day={day} out={props.out} zone={zone} />
        )}
      </Part>
      {(day.claims ?? []).length > 0 && (
        <Part title={t('month.claims')}>
          {(day.claims ?? []).map(({ session, side, at, outcome, by }) => (
            <span key={`${session}${side}${at}`} data-day-claim={outcome}>
              {sessionName(session, day.sessions.length, t)}: {t(`sides.${side}`)} {localTimeOf(at, zone)} ·{' '}
              {t(`claims.outcome.${outcome}`)}
              {by !== null && props.names[by] !== undefined && (
                <> · {t('month.vouchedBy', { name: props.names[by] })}</>
              )}
            </span>
          ))}
        </Part>
      )}
      {day.annulled !== undefined && (
        <Part title={t('month.annulledTitle')}>
          {day.annulled.map(({ kind, at, by, reason, annulledAt }) => (
            <span key={`${kind}${at}${annulledAt}`}>
              <s>
                {t(`month.annulled.${kind}`)} {localTimeOf(at, zone)}
              </s>{' '}
              {t('month.annulledBy', {
                name: props.names[by] ?? '',
                time: timeAndDate(annulledAt, language, zone),
                reason,
              })}
            </span>
          ))}
        </Part>
      )}
      {day.deeds !== undefined && (
        <Part title={t('month.deedsTitle')}>
          {day.deeds.map((deed) => (
            <span key={`${deed.what}${deed.at}`} data-day-deed={deed.what}>
              {deedWords(deed, props.names, zone, t)}
            </span>
          ))}
        </Part>
      )}
      {day.outages !== undefined && (
        <Part title={t('month.outagesTitle')}>
          {day.outages.map(({ from, to }) => (
            <span key={from} data-day-outage>
              {t('month.outage', { from: timeNear(from, day.date, zone), to: timeNear(to, day.date, zone) })}
            </span>
          ))}
        </Part>
      )}
      {bounded.length > 0 && (
        <Part title={t('month.uncheckedTitle')}>
          {bounded.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </Part>
      )}
      {props.asked.length > 0 && (
        <Part title={t('month.askedTitle')}>
          {props.asked.map((each) => (
            <span key={`${each.from}${each.code}`} data-day-asked={each.code}>
              {typeWords(each, t)} · {excuseSpan(each, language, t)}
            </span>
          ))}
          <Link component={RouterLink} to="/excuses">
            {t('month.askedLink')}
          </Link>
        </Part>
      )}
      {day.excuse !== null && (
        <Part title={t('month.excuse')}>
          {typeWords({ code: day.excuse, name: props.leaveNames[day.date] ?? day.excuse }, t)}
        </Part>
      )}
      <StepsAway day={day} outs={props.outs} now={props.out} zone={zone} />
      {day.otherScans.length > 0 && (
        <Part title={t('month.otherScans')}>
          {day.otherScans.map((at) => localTimeOf(at, zone)).join(', ')}
        </Part>
      )}
      <Part title={t('month.workedMinutes')}>{durationWords(day.workedMinutes, t)}</Part>
      <Link component={RouterLink} to={`/wards/${encodeURIComponent(props.point)}?date=${day.date}`}>
        {t('month.wardDay')}
      </Link>
    </Box>
  )
}
