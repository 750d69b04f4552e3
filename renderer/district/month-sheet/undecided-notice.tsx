import Alert from '@mui/material/Alert'
import Link from '@mui/material/Link'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { claimsQuery, excusesQuery } from '../excuses/excuse-queries.ts'

/** Before a month is closed: what was asked for or vouched in it and nobody has decided yet. */
export function UndecidedNotice({ sheet: { point, month } }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  const waiting = useInfiniteQuery(excusesQuery({ state: 'waiting', point, month }))
  const requests = (waiting.data?.pages ?? []).flatMap(({ items }) => items).length
  const claims = useQuery(claimsQuery(month, point)).data?.filter(({ decision }) => decision === null).length
  const rows = [
    { id: 'requests', count: requests, to: '/excuses' },
    { id: 'claims', count: claims ?? 0, to: `/excuses?tab=claims&month=${month}` },
  ] as const
  if (rows.every(({ count }) => count === 0)) return null
  return (
    <Alert severity="warning" data-undecided>
      {t('months.undecidedLead')}{' '}
      {rows
        .filter(({ count }) => count > 0)
        .map(({ id, count, to }, index) => (
          <span key={id}>
            {index > 0 && ' · '}
            <Link component={RouterLink} to={to} sx={{ color: 'inherit', fontWeight: 600 }}>
              {t(`months.undecided.${id}`, { count })}
            </Link>
          </span>
        ))}
    </Alert>
  )
}
