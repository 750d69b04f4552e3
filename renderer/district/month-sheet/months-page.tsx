import OpenIcon from '@mui/icons-material/LockOpenOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Link as RouterLink } from 'react-router'
import { foldText } from '../../../core/names.ts'
import { troubleOf } from '../api/trouble.ts'
import { timeNear } from '../language/dates.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { ListLine } from '../parts/list-line.tsx'
import { MonthSwitch } from '../parts/month-switch.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../shell/me-context.ts'
import { monthsQuery } from './month-sheet-queries.ts'
import { useMonthInAddress } from './use-month-in-address.ts'

/** Every point's sheet of a month, and which are closed; a ward leader goes straight to the own one. */
export function MonthsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const today = useToday()
  const { month, thisMonth, setMonth } = useMonthInAddress()
  const [search, setSearch] = useState('')
  const answer = useQuery(monthsQuery(month))
  if (me.point !== null) {
    return <Navigate to={`/months/${encodeURIComponent(me.point)}?month=${month}`} replace />
  }
  const folded = foldText(search)
  const points = answer.data?.points.filter(({ pointName, organisationName }) =>
    foldText(`${pointName} ${organisationName}`).includes(folded),
  )
  return (
    <>
      <PageHead title={t('months.title')} lead={t('months.lead')}>
        <MonthSwitch month={month} thisMonth={thisMonth} onChange={setMonth} />
      </PageHead>
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <PageLoading />}
      {points && (
        <Box
          sx={{
            bgcolor: 'background.paper',
            border: '1px solid var(--line)',
            borderRadius: 1,
            overflow: 'hidden',
          }}
        >
          <Box sx={{ p: 1.5 }}>
            <SearchField label={t('months.search')} value={search} onChange={setSearch} />
          </Box>
          {points.length === 0 && <EmptyNotice hint={t('months.empty')} />}
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {points.map((each) => (
              <ListLine key={each.point} data-point={each.point}>
                <Box sx={{ flex: '1 1 260px' }}>
                  <Link
                    component={RouterLink}
                    to={`/months/${encodeURIComponent(each.point)}?month=${month}`}
                    aria-label={t('months.openSheet', { point: each.pointName })}
                    sx={{ fontWeight: 600 }}
                  >
                    {each.pointName}
                  </Link>
                  <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{each.organisationName}</Box>
                </Box>
                <LockSign
                  locked={each.lockedAt !== null}
                  detail={
                    each.lockedAt === null
                      ? null
                      : t('months.lockedBy', {
                          by: each.lockedBy ?? '',
                          time: timeNear(each.lockedAt, today, me.zone),
                        })
                  }
                />
              </ListLine>
            ))}
          </Box>
        </Box>
      )}
    </>
  )
}

/** Whether a month is closed, as sign and word. */
export function LockSign({ locked, detail }: { locked: boolean; detail: string | null }) {
  const { t } = useTranslation()
  const Icon = locked ? LockIcon : OpenIcon
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, fontSize: '0.9375rem' }}
    >
      <Icon fontSize="small" aria-hidden />
      <Box component="span" sx={{ fontWeight: 600 }}>
        {locked ? t('months.locked') : t('months.open')}
      </Box>
      {detail !== null && (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {detail}
        </Box>
      )}
    </Box>
  )
}
