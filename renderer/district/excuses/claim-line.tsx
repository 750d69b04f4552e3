import ConfirmedIcon from '@mui/icons-material/CheckCircleOutlined'
import DiffersIcon from '@mui/icons-material/DifferenceOutlined'
import IgnoredIcon from '@mui/icons-material/DoNotDisturbOnOutlined'
import UsedIcon from '@mui/icons-material/EditNoteOutlined'
import RefusedIcon from '@mui/icons-material/HighlightOff'
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ClaimItem } from '../../../core/district/excuses-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { sessionName } from '../parts/flag-words.ts'
import type { IconComponent } from '../parts/icon-component.ts'
import { useMe } from '../shell/me-context.ts'

const ICONS: Readonly<Record<ClaimItem['outcome'], IconComponent>> = {
  used: UsedIcon,
  confirmed: ConfirmedIcon,
  differs: DiffersIcon,
  ignored: IgnoredIcon,
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
  const time = (at: number): string => localTimeOf(at, me.zone)
  const Icon = ICONS[claim.outcome]
  return (
    <Box
      component="li"
      data-claim={claim.id}
      sx={{
        borderTop: '1px solid var(--line)',
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        px: 1.5,
        py: 1.25,
      }}
    >
      {props.onChoose !== null && (
        <Checkbox
          checked={props.chosen}
          onChange={(_, on) => props.onChoose?.(on)}
          slotProps={{ input: { 'aria-label': t('claims.choose', { name: claim.name, date }) } }}
          sx={{ mt: -0.75 }}
        />
      )}
      <Box sx={{ flex: '1 1 auto', minWidth: 0, display: 'grid', gap: 0.25 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1.5, alignItems: 'baseline' }}>
          <Link
            component={RouterLink}
            to={`/people/${encodeURIComponent(claim.person)}?month=${claim.date.slice(0, 7)}`}
            sx={{ fontWeight: 700 }}
          >
            {claim.name}
          </Link>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
            {claim.pointName}
          </Box>
        </Box>
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
        {claim.decision !== null && (
          <Box sx={{ fontSize: '0.875rem' }}>
            {claim.decidedBy}: {t(`claims.decision.${claim.decision}`)}
            {claim.decisionNote !== null && claim.decisionNote !== '' && ` (${claim.decisionNote})`}
          </Box>
        )}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontWeight: 600, textAlign: 'right' }}>
        <Icon fontSize="small" aria-hidden />
        {t(`claims.outcome.${claim.outcome}`)}
      </Box>
    </Box>
  )
}
