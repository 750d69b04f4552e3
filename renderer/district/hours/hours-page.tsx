import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '../../../core/district/hours-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import type { WrittenKind } from '../../../core/schedule/rule-change.ts'
import { addDays } from '../../../core/time.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { CalendarForm } from './calendar-form.tsx'
import { EndDialog } from './end-dialog.tsx'
import { HoursForm } from './hours-form.tsx'
import { PolicyForm } from './policy-form.tsx'
import { AllowanceForm, DutyForm, LeaderForm } from './roster-forms.tsx'
import { rulesQuery } from './rule-queries.ts'
import { RuleTable } from './rule-table.tsx'
import { SchedulePanel } from './schedule-panel.tsx'
import { SuggestDialog } from './suggest-dialog.tsx'

const FORMS = {
  hours: HoursForm,
  calendar: CalendarForm,
  duty: DutyForm,
  leaders: LeaderForm,
  allowances: AllowanceForm,
  policies: PolicyForm,
} as const satisfies Record<WrittenKind, unknown>
const ORDER = [
  'hours',
  'calendar',
  'duty',
  'leaders',
  'allowances',
  'policies',
] as const satisfies readonly WrittenKind[]
/** Rosters and single days further back than this are history. */
const DAYS_BACK = 400

type Open =
  | { readonly kind: 'form' | 'end'; readonly row: RuleRow | null }
  | { readonly kind: 'suggest' }
  | null

/** What decides which sessions are owed and how they are judged. */
export function HoursPage() {
  const { t } = useTranslation()
  const me = useMe()
  const since = addDays(useToday(), -DAYS_BACK)
  const [kind, setKind] = useState<WrittenKind>('hours')
  const [open, setOpen] = useState<Open>(null)
  const answer = useQuery(rulesQuery(kind, since))
  const mayWrite = hasPermission(me.role, 'hours.write')
  const Form = FORMS[kind]
  const close = (): void => setOpen(null)
  const rows = answer.data
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <title>{`${t('hours.title')} · ${t('product')}`}</title>
      <Box>
        <Typography variant="h1">{t('hours.title')}</Typography>
        <Typography color="textSecondary">{t('hours.lead')}</Typography>
      </Box>
      <Tabs
        value={kind}
        onChange={(_, next: WrittenKind) => setKind(next)}
        variant="scrollable"
        scrollButtons="auto"
        aria-label={t('hours.title')}
      >
        {ORDER.map((each) => (
          <Tab
            key={each}
            value={each}
            id={`tab-${each}`}
            aria-controls="rules"
            label={t(`hours.tab.${each}`)}
          />
        ))}
      </Tabs>
      <Box id="rules" role="tabpanel" aria-labelledby={`tab-${kind}`}>
        <Panel
          title={t(`hours.tab.${kind}`)}
          flush
          aside={
            mayWrite && (
              <>
                {kind === 'calendar' && (
                  <Button onClick={() => setOpen({ kind: 'suggest' })}>{t('hours.suggest')}</Button>
                )}
                <Button variant="contained" onClick={() => setOpen({ kind: 'form', row: null })}>
                  {t(`hours.add.${kind}`)}
                </Button>
              </>
            )
          }
        >
          <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>
            {t(`hours.help.${kind}`)}
          </Typography>
          {answer.isError && (
            <TroubleNotice
              trouble={troubleOf(answer.error)}
              onRetry={() => void answer.refetch()}
              compact={rows !== undefined}
            />
          )}
          {rows === undefined && answer.isPending && <PageLoading />}
          {rows?.length === 0 && <EmptyNotice hint={t('hours.empty')} />}
          {rows !== undefined && rows.length > 0 && (
            <RuleTable
              rows={rows}
              label={t(`hours.tab.${kind}`)}
              mayWrite={mayWrite}
              onEdit={(row) => setOpen({ kind: 'form', row })}
              onEnd={(row) => setOpen({ kind: 'end', row })}
            />
          )}
        </Panel>
      </Box>
      {(kind === 'hours' || kind === 'calendar') && <SchedulePanel />}
      {open?.kind === 'form' && <Form old={open.row} onClose={close} />}
      {open?.kind === 'end' && open.row !== null && <EndDialog row={open.row} onClose={close} />}
      {open?.kind === 'suggest' && <SuggestDialog onClose={close} />}
    </Box>
  )
}
