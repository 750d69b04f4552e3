import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { sessionName } from '../day/flag-words.ts'
import { LOOK_ICONS, lookStyle } from '../day/presence-look.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { JudgedAnewNotice } from './judged-anew-notice.tsx'

const NoDataIcon = LOOK_ICONS['no-data']
const IncompleteIcon = LOOK_ICONS.incomplete
const MOST_SHOWN = 8

/** What whoever signs the sheet has to know first: cells that are not known, and what came after the closing. */
export function SheetNotices({ sheet }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <>
      {sheet.undecided > 0 && (
        <Alert
          icon={<NoDataIcon />}
          severity="info"
          sx={{ ...lookStyle('no-data'), '& .MuiAlert-icon': { color: 'inherit' } }}
        >
          <AlertTitle>{t('months.unknownTitle', { count: sheet.undecided })}</AlertTitle>
          {t('months.unknownHint')}
        </Alert>
      )}
      {sheet.lock === null && <JudgedAnewNotice point={sheet.point} month={sheet.month} />}
      <UncountedSessions sheet={sheet} />
      {sheet.differences.length > 0 && (
        <Alert severity="warning" variant="outlined">
          <AlertTitle>{t('months.changedTitle', { count: sheet.differences.length })}</AlertTitle>
          {t('months.changedHint')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {sheet.differences.slice(0, MOST_SHOWN).map((each) => (
              <li key={`${each.person} ${each.date}`}>
                {t('months.changedOne', {
                  name: each.name,
                  date: shortDate(each.date, language),
                  before: each.before,
                  after: each.after,
                })}
              </li>
            ))}
            {sheet.differences.length > MOST_SHOWN && <li>…</li>}
          </Box>
        </Alert>
      )}
    </>
  )
}

/** Who loses minutes for want of a scan, and in which sessions: each name leads to its month. */
function UncountedSessions({ sheet }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const rows = sheet.rows.filter(({ uncounted }) => uncounted.length > 0)
  if (rows.length === 0) return null
  return (
    <Alert
      icon={<IncompleteIcon />}
      severity="info"
      sx={{ ...lookStyle('incomplete'), '& .MuiAlert-icon': { color: 'inherit' } }}
    >
      <AlertTitle>
        {t('months.uncountedTitle', {
          count: rows.reduce((sum, { uncounted }) => sum + uncounted.length, 0),
        })}
      </AlertTitle>
      {t('months.uncountedHint')}
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {rows.map(({ person, name, uncounted }) => (
          <li key={person} data-uncounted={person}>
            <Link
              component={RouterLink}
              to={`/people/${encodeURIComponent(person)}?month=${sheet.month}`}
              sx={{ color: 'inherit', fontWeight: 600 }}
            >
              {name}
            </Link>
            {`: ${uncounted
              .map(({ date, session, of }) => `${shortDate(date, language)} ${sessionName(session, of, t)}`)
              .join(', ')}`}
          </li>
        ))}
      </Box>
    </Alert>
  )
}
