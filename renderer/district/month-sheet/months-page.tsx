import OpenIcon from '@mui/icons-material/LockOpenOutlined'
import LockIcon from '@mui/icons-material/LockOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, Link as RouterLink } from 'react-router'
import { MOST_ZIPPED, type MonthOverview } from '../../../core/district/month-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { foldText } from '../../../core/names.ts'
import { monthsQuery, papersZipPath } from '../api/month-sheet-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { MonthSwitch } from '../dates/month-switch.tsx'
import { useMonthInAddress } from '../dates/use-month-in-address.ts'
import { timeAndDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { ListLine } from '../parts/list-line.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { LockManyDialog } from './lock-many-dialog.tsx'
import { ZipButton } from './zip-button.tsx'

/** The server answers so many questions of one account in a minute. */
const MOST_LOCKED = 100

/** Every point's sheet of a month, and which are closed; a ward leader goes straight to the own one. */
export function MonthsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const { language } = useLanguage()
  const { month, thisMonth, setMonth } = useMonthInAddress()
  const [search, setSearch] = useState('')
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  /** Those that a dialog is about: they stay in it when they are closed. */
  const [locking, setLocking] = useState<MonthOverview['points'] | null>(null)
  const answer = useQuery(monthsQuery(month))
  if (me.point !== null) {
    return <Navigate to={`/months/${encodeURIComponent(me.point)}?month=${month}`} replace />
  }
  const folded = foldText(search)
  const points = answer.data?.points.filter(({ pointName, organisationName }) =>
    foldText(`${pointName} ${organisationName}`).includes(folded),
  )
  const mayLock = hasPermission(me.role, 'month.lock') && month < thisMonth
  const open = mayLock ? (points ?? []).filter(({ lockedAt }) => lockedAt === null) : []
  const locked = (points ?? []).filter(({ lockedAt }) => lockedAt !== null)
  const chosen = open.filter(({ point }) => ticked.has(point))
  const zipped = locked.filter(({ point }) => ticked.has(point))
  const tick = (which: readonly string[], on: boolean): void => {
    const next = new Set(ticked)
    for (const point of which) on ? next.add(point) : next.delete(point)
    setTicked(next)
  }
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
          <Box sx={{ p: 1.5, display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
            <SearchField label={t('months.search')} value={search} onChange={setSearch} />
            <TickAll
              points={open}
              chosen={chosen.length}
              label={t('months.tickOpen', { count: open.length })}
              onTick={tick}
            />
            <TickAll
              points={locked}
              chosen={zipped.length}
              label={t('months.tickLocked', { count: locked.length })}
              onTick={tick}
            />
            {chosen.length > 0 && (
              <Button
                variant="contained"
                startIcon={<LockIcon />}
                disabled={chosen.length > MOST_LOCKED}
                onClick={() => setLocking(chosen)}
              >
                {t('months.lockMany', { count: chosen.length })}
              </Button>
            )}
            {chosen.length > MOST_LOCKED && t('months.lockMost', { count: MOST_LOCKED })}
            {zipped.length > 0 && zipped.length <= MOST_ZIPPED && (
              <ZipButton
                href={papersZipPath(
                  month,
                  zipped.map(({ point }) => point),
                )}
                word={t('months.zipMany', { count: zipped.length })}
              />
            )}
            {zipped.length > MOST_ZIPPED && t('months.zipMost', { count: MOST_ZIPPED })}
          </Box>
          {points.length === 0 && <EmptyNotice hint={t('months.empty')} />}
          <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {points.map((each) => (
              <ListLine key={each.point} data-point={each.point}>
                {(mayLock || each.lockedAt !== null) && (
                  <Checkbox
                    checked={ticked.has(each.point)}
                    onChange={(_, on) => tick([each.point], on)}
                    slotProps={{ input: { 'aria-label': t('months.tick', { point: each.pointName }) } }}
                  />
                )}
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
                          time: timeAndDate(each.lockedAt, language, me.zone),
                        })
                  }
                />
              </ListLine>
            ))}
          </Box>
        </Box>
      )}
      {locking !== null && (
        <LockManyDialog
          month={month}
          points={locking}
          onClose={() => {
            setLocking(null)
            setTicked(new Set())
          }}
        />
      )}
    </>
  )
}

/** Chooses all of these points; nothing where there are none. */
function TickAll(props: {
  points: MonthOverview['points']
  chosen: number
  label: string
  onTick: (points: readonly string[], on: boolean) => void
}) {
  const { points, chosen, label, onTick } = props
  if (points.length === 0) return null
  return (
    <FormControlLabel
      control={
        <Checkbox
          checked={chosen === points.length}
          indeterminate={chosen > 0 && chosen < points.length}
          onChange={(_, on) =>
            onTick(
              points.map(({ point }) => point),
              on,
            )
          }
        />
      }
      label={label}
    />
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
