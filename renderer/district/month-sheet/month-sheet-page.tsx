import OpenIcon from '@mui/icons-material/LockOpenOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import TuneIcon from '@mui/icons-material/Tune'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useParams } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { lockNumber } from '../../../core/month/lock-number.ts'
import { monthSheetQuery } from '../api/month-sheet-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { MonthSwitch } from '../dates/month-switch.tsx'
import { useMonthInAddress } from '../dates/use-month-in-address.ts'
import { monthName, timeAndDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { useWide } from '../theme/use-wide.ts'
import { LockDialog } from './lock-dialog.tsx'
import { LockSign } from './months-page.tsx'
import { PaperList } from './paper-list.tsx'
import { SheetNotices } from './sheet-notices.tsx'
import { SheetPeople } from './sheet-people.tsx'
import { SheetTable } from './sheet-table.tsx'
import { SignsPanel } from './signs-panel.tsx'
import { TemplateDialog } from './template-dialog.tsx'

/** One point's month: the sheet, its papers, its closing. */
export function MonthSheetPage() {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const { point = '' } = useParams()
  const { month, thisMonth, setMonth } = useMonthInAddress()
  const answer = useQuery(monthSheetQuery(point, month))
  const [open, setOpen] = useState<'lock' | 'reopen' | 'template' | null>(null)
  const sheet = answer.data
  const mayLock = hasPermission(me.role, 'month.lock')
  const time = (at: number): string => timeAndDate(at, language, me.zone)
  return (
    <>
      <title>{`${t('months.sheet')} ${sheet?.pointName ?? ''} · ${t('product')}`}</title>
      <Box sx={{ display: 'flex', alignItems: 'flex-end', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
        <Box sx={{ flex: '1 1 320px' }}>
          {me.point === null && (
            <Link
              component={RouterLink}
              to={`/months?month=${month}`}
              sx={{ fontSize: '0.875rem', fontWeight: 600 }}
            >
              ← {t('months.title')}
            </Link>
          )}
          <Typography variant="h1">
            {sheet?.pointName ?? t('months.sheet')} · {monthName(month, language)}
          </Typography>
          {sheet && (
            <LockSign
              locked={sheet.lock !== null}
              detail={
                sheet.lock === null
                  ? t('months.draft', { time: time(sheet.asOf) })
                  : t('months.lockedBy', {
                      by: sheet.lock.lockedBy,
                      time: time(sheet.lock.lockedAt),
                    })
              }
            />
          )}
        </Box>
        <MonthSwitch month={month} thisMonth={thisMonth} onChange={setMonth} />
        {sheet && mayLock && (
          <Button startIcon={<TuneIcon />} onClick={() => setOpen('template')}>
            {t('months.template')}
          </Button>
        )}
        {sheet && mayLock && sheet.lock === null && (
          <Button
            variant="contained"
            startIcon={<LockIcon />}
            disabled={!sheet.over}
            {...(!sheet.over && { 'aria-describedby': 'month-not-over' })}
            onClick={() => setOpen('lock')}
          >
            {t('months.lock')}
          </Button>
        )}
        {sheet && mayLock && sheet.lock !== null && (
          <Button variant="outlined" startIcon={<OpenIcon />} onClick={() => setOpen('reopen')}>
            {t('months.reopen')}
          </Button>
        )}
      </Box>
      {sheet && mayLock && !sheet.over && sheet.lock === null && (
        <Typography id="month-not-over" variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {t('months.notOver')}
        </Typography>
      )}
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <PageLoading />}
      {sheet && <SheetContent sheet={sheet} time={time} />}
      {sheet && open === 'template' && <TemplateDialog point={sheet.point} onClose={() => setOpen(null)} />}
      {sheet && (open === 'lock' || open === 'reopen') && (
        <LockDialog sheet={sheet} deed={open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function SheetContent({ sheet, time }: { sheet: MonthSheetAnswer; time: (at: number) => string }) {
  const { t } = useTranslation()
  const wide = useWide()
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <SheetNotices sheet={sheet} />
      <SignsPanel sheet={sheet} />
      <Panel title={t('months.papers')}>
        <PaperList sheet={sheet} />
      </Panel>
      <Panel title={t('months.sheet')} flush>
        {sheet.rows.length === 0 && <EmptyNotice hint={t('month.empty')} />}
        {sheet.rows.length > 0 && (wide ? <SheetTable sheet={sheet} /> : <SheetPeople sheet={sheet} />)}
        {wide && (
          <Typography variant="body2" color="textSecondary" sx={{ p: 2 }}>
            {t('months.legend')}:{' '}
            {sheet.legend.map(([symbol, meaning]) => `${symbol} ${meaning}`).join(' · ')}
          </Typography>
        )}
      </Panel>
      {sheet.history.length > 0 && (
        <Panel title={t('months.history')}>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {sheet.history.map((lock) => (
              <li key={lock.id}>
                {t('months.historyLocked', {
                  by: lock.lockedBy,
                  time: time(lock.lockedAt),
                })}
                {` · ${t('months.lockNumber', { number: lockNumber(lock.id) })}`}
                {lock.note !== '' && ` (${lock.note})`}
                {lock.reopenedAt !== null &&
                  ` · ${t('months.historyReopened', {
                    by: lock.reopenedBy ?? '',
                    time: time(lock.reopenedAt),
                    reason: lock.reopenReason ?? '',
                  })}`}
              </li>
            ))}
          </Box>
        </Panel>
      )}
    </Box>
  )
}
