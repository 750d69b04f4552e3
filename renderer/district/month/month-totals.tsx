import BadgeIcon from '@mui/icons-material/BadgeOutlined'
import CalendarIcon from '@mui/icons-material/EventAvailableOutlined'
import WorkIcon from '@mui/icons-material/WorkHistoryOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { PersonMonth } from '../../../core/district/person-month-api.ts'
import { durationWords } from '../dates/duration-words.ts'
import { LOOK_ICONS } from '../day/presence-look.ts'
import { StatTile } from '../day/stat-tile.tsx'
import { numberText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'

/** A month's sums. Missing badge, missing scans, absence and missing data are counted apart. */
export function MonthTotals({ totals }: { totals: PersonMonth['totals'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <Box
      component="section"
      aria-label={t('month.totals')}
      sx={{
        display: 'grid',
        gap: 1.25,
        gridTemplateColumns: { xs: 'repeat(2, minmax(0, 1fr))', md: 'repeat(4, 1fr)' },
      }}
    >
      <StatTile
        look="here"
        Icon={CalendarIcon}
        word={t('month.workedDays')}
        value={numberText(totals.workedDays, language)}
        note={t('month.ofOwed', { days: numberText(totals.owedDays, language) })}
      />
      <StatTile
        look="left"
        Icon={WorkIcon}
        word={t('month.worked')}
        value={durationWords(totals.workedMinutes, t)}
      />
      <StatTile
        look="late"
        Icon={LOOK_ICONS.late}
        word={t('month.late')}
        value={t('month.times', { count: totals.lateTimes })}
        note={t('month.minutesSum', { minutes: totals.lateMinutes })}
        quiet={totals.lateTimes === 0}
      />
      <StatTile
        look="early"
        Icon={LOOK_ICONS.early}
        word={t('month.early')}
        value={t('month.times', { count: totals.earlyTimes })}
        note={t('month.minutesSum', { minutes: totals.earlyMinutes })}
        quiet={totals.earlyTimes === 0}
      />
      <StatTile
        look="absent"
        Icon={LOOK_ICONS.absent}
        word={t('month.absentSessions')}
        value={totals.absentSessions}
        quiet={totals.absentSessions === 0}
      />
      <StatTile
        look="incomplete"
        Icon={LOOK_ICONS.incomplete}
        word={t('month.missingScans')}
        value={totals.missingScans}
        quiet={totals.missingScans === 0}
      />
      <StatTile
        look="left"
        Icon={BadgeIcon}
        word={t('month.noBadge')}
        value={t('month.times', { count: totals.noBadge })}
        quiet={totals.noBadge === 0}
      />
      <StatTile
        look="no-data"
        Icon={LOOK_ICONS['no-data']}
        word={t('month.noData')}
        value={t('month.sessionsCount', { count: totals.noDataSessions })}
        quiet={totals.noDataSessions === 0}
      />
    </Box>
  )
}
