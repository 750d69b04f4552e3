import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { VIOLATION_KINDS } from '../../../core/month/violation-kinds.ts'
import { numberText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'
import { SUM_COLUMNS } from './sheet-table.tsx'

/** The month person by person, for a narrow screen: the three sums and what was found. */
export function SheetPeople({ sheet }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const number = (days: number): string => numberText(days, language)
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {sheet.rows.map((row) => {
        const found = VIOLATION_KINDS.filter((kind) => row.violations[kind] > 0)
        return (
          <Box
            component="li"
            key={row.person}
            data-person={row.person}
            sx={{ p: 1.5, borderTop: '1px solid var(--line)', display: 'grid', gap: 0.75 }}
          >
            <Link
              component={RouterLink}
              to={`/people/${encodeURIComponent(row.person)}?month=${sheet.month}`}
              sx={{ fontWeight: 700 }}
            >
              {row.name}
            </Link>
            <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{row.title}</Box>
            <Box component="dl" sx={{ m: 0, display: 'flex', gap: 2.5, flexWrap: 'wrap' }}>
              {SUM_COLUMNS.map(({ column, word }) => (
                <Box key={column} sx={{ display: 'flex', flexDirection: 'column-reverse' }}>
                  <Box component="dt" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
                    {t(`months.columns.${word}`)}
                  </Box>
                  <Box component="dd" sx={{ m: 0, fontWeight: 700 }}>
                    {number(row.sums[column])}
                  </Box>
                </Box>
              ))}
            </Box>
            <Box sx={{ fontSize: '0.875rem' }}>
              {found.length === 0
                ? t('months.none')
                : found.map((kind) => `${t(`months.violation.${kind}`)} ${row.violations[kind]}`).join(' · ')}
            </Box>
          </Box>
        )
      })}
    </Box>
  )
}
