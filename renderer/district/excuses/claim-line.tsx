import ConfirmedIcon from '@mui/icons-material/CheckCircleOutlined'
import DiffersIcon from '@mui/icons-material/DifferenceOutlined'
import IgnoredIcon from '@mui/icons-material/DoNotDisturbOnOutlined'
import UsedIcon from '@mui/icons-material/EditNoteOutlined'
import RefusedIcon from '@mui/icons-material/HighlightOff'
import WaitingIcon from '@mui/icons-material/HourglassEmptyOutlined'
import SilentIcon from '@mui/icons-material/WifiOffOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { ClaimItem } from '../../../core/district/excuses-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { sessionName } from '../day/flag-words.ts'
import { shortDate, timeNear } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import type { IconComponent } from '../parts/icon-component.ts'
import { useMe } from '../session/me-context.ts'
import { ChoiceLine } from './choice-line.tsx'
import { notOwnWords } from './not-own-words.ts'

const ICONS: Readonly<Record<ClaimItem['outcome'], IconComponent>> = {
  used: UsedIcon,
  confirmed: ConfirmedIcon,
  differs: DiffersIcon,
  ignored: IgnoredIcon,
  waiting: WaitingIcon,
  refused: RefusedIcon,
}

/** One claim: what a leader said, the scan it met, what the rules and the district made of it. */
export function ClaimLine(props: {
  claim: ClaimItem
  chosen: boolean
  onChoose: ((on: boolean) => void) | null
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const { claim } = props
  const date = shortDate(claim.date, language)
  const when = (at: number): string => timeNear(at, claim.date, me.zone)
  const time = (at: number): string => localTimeOf(at, me.zone)
  return (
    <ChoiceLine
      kind="claim"
      about={claim}
      date={claim.date}
      icon={ICONS[claim.outcome]}
      state={t(`claims.outcome.${claim.outcome}`)}
      choice={t('claims.choose', { name: claim.name, date })}
      chosen={props.chosen}
      disabled={claim.notOwn !== null}
      why={claim.notOwn === null || claim.decision !== null ? null : notOwnWords('claims', claim.notOwn, t)}
      onChoose={props.onChoose}
    >
      <Box sx={{ fontWeight: 600 }}>
        {date} ·{' '}
        {t('claims.said', {
          session: sessionName(claim.session, claim.sessions, t),
          side: t(`sides.${claim.side}`),
          time: time(claim.at),
        })}
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', overflowWrap: 'anywhere' }}>
        {t('claims.met')}: {claim.scanAt === null ? t('claims.noScan') : time(claim.scanAt)} ·{' '}
        {t('claims.by')}: {claim.by} · {claim.reason}
      </Box>
      {claim.outcome === 'differs' && claim.scanAt !== null && (
        <Box sx={{ fontSize: '0.875rem' }}>
          {t('claims.changes', {
            side: t(`sides.${claim.side}`),
            time: time(claim.at),
            scan: time(claim.scanAt),
          })}
        </Box>
      )}
      {claim.annulled.map(({ kind, at, by, reason, annulledAt }) => (
        <Box
          key={`${kind}${at}${annulledAt}`}
          data-annulled
          sx={{ fontSize: '0.875rem', overflowWrap: 'anywhere' }}
        >
          <s>
            {t(`month.annulled.${kind}`)} {when(at)}
          </s>{' '}
          {t('month.annulledBy', { name: by, time: when(annulledAt), reason })}
        </Box>
      ))}
      {claim.silence !== null && (
        <Box data-silence sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontSize: '0.875rem' }}>
          <SilentIcon sx={{ fontSize: 16 }} aria-hidden />
          {t('claims.silence', { from: when(claim.silence.from), to: when(claim.silence.to) })}
        </Box>
      )}
      {claim.decision !== null && (
        <Box sx={{ fontSize: '0.875rem' }}>
          {claim.decidedBy}: {t(`claims.decision.${claim.decision}`)}
          {claim.decisionNote !== null && claim.decisionNote !== '' && ` (${claim.decisionNote})`}
        </Box>
      )}
    </ChoiceLine>
  )
}
