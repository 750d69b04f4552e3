import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { LOOK_ICONS, lookStyle } from '../parts/presence-look.ts'

const NoDataIcon = LOOK_ICONS['no-data']
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
