import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { Panel } from '../parts/panel.tsx'

/** What somebody should have looked at before the month is signed, and on whose days; nothing: no panel. */
export function SignsPanel({ sheet: { signs, month } }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  if (signs.length === 0) return null
  return (
    <Panel title={t('months.signs')}>
      <Typography variant="body2" color="textSecondary">
        {t('months.signsHint')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {signs.map(({ code, days, people }) => (
          <li key={code} data-month-sign={code}>
            {t('months.signDays', { sign: t(`flags.${code}`), count: days })}{' '}
            {people.map(({ id, name, days: own }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link
                  component={RouterLink}
                  to={`/people/${encodeURIComponent(id)}?month=${month}`}
                  sx={{ color: 'inherit', fontWeight: 600 }}
                >
                  {name}
                </Link>
                {own > 1 && ` (${own})`}
              </span>
            ))}
          </li>
        ))}
      </Box>
    </Panel>
  )
}
