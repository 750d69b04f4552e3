import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MOST_CARDS } from '../../../core/district/badges-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { BadgeTable } from './badge-table.tsx'
import { badgesQuery, isUnusedState, type ListedState } from './badges-query.ts'
import { BatchPanel } from './batch-panel.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import { RevokeUnusedDialog } from './revoke-unused-dialog.tsx'

const STATES = ['', 'unused', 'unsaved', 'used', 'revoked'] as const

/** Badges of a whole point, and every badge that was issued or revoked. */
export function BadgesPage() {
  const { t } = useTranslation()
  const mayWrite = hasPermission(useMe().role, 'badges.write')
  const [state, setState] = useState<ListedState>('')
  const answer = useInfiniteQuery(badgesQuery(state))
  const [revoking, setRevoking] = useState<number | null>(null)
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const [open, setOpen] = useState<'revoke' | 'print' | null>(null)
  const badges = answer.data?.pages.flatMap(({ items }) => items)
  const chosen = badges?.filter(({ number }) => ticked.has(number)) ?? []
  const close = (): void => {
    setOpen(null)
    setTicked(new Set())
  }
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <title>{`${t('badges.title')} · ${t('product')}`}</title>
      <Box>
        <Typography variant="h1">{t('badges.title')}</Typography>
        <Typography color="textSecondary">{t('badges.lead')}</Typography>
      </Box>
      <BatchPanel />
      <Panel title={t('badges.history')} flush>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, p: 1.5, alignItems: 'center' }}>
          <SelectField
            size="small"
            width={260}
            label={t('badges.state')}
            value={state}
            choices={STATES.map((value) => ({
              value,
              label: value === '' ? t('badges.allStates') : t(`badges.states.${value}`),
            }))}
            onChange={(value) => {
              setState(value)
              setTicked(new Set())
            }}
          />
          {chosen.length > 0 && (
            <>
              <Button
                color="error"
                variant="outlined"
                disabled={chosen.length > MOST_CARDS}
                onClick={() => setOpen('revoke')}
              >
                {t('badges.revokeTicked', { count: chosen.length })}
              </Button>
              <Button
                variant="contained"
                disabled={chosen.length > MOST_CARDS}
                onClick={() => setOpen('print')}
              >
                {t('badges.printTicked', { count: chosen.length })}
              </Button>
            </>
          )}
          {chosen.length > MOST_CARDS && (
            <Typography color="textSecondary">{t('badges.tickMost', { count: MOST_CARDS })}</Typography>
          )}
          {mayWrite && isUnusedState(state) && chosen.length === 0 && (badges?.length ?? 0) > 0 && (
            <Typography color="textSecondary">{t('badges.tickLead')}</Typography>
          )}
        </Box>
        {answer.isError && (
          <TroubleNotice
            trouble={troubleOf(answer.error)}
            onRetry={() => void answer.refetch()}
            compact={badges !== undefined}
          />
        )}
        {badges === undefined && answer.isPending && <PageLoading />}
        {badges?.length === 0 && <EmptyNotice hint={t(state === '' ? 'badges.none' : 'badges.noneSuch')} />}
        {badges !== undefined && badges.length > 0 && (
          <BadgeTable
            badges={badges}
            label={t('badges.history')}
            withPerson
            {...(mayWrite ? { onRevoke: setRevoking } : {})}
            {...(mayWrite && isUnusedState(state)
              ? { ticked: { numbers: ticked, onChange: setTicked } }
              : {})}
          />
        )}
        {answer.hasNextPage && (
          <Button onClick={() => void answer.fetchNextPage()} disabled={answer.isFetching} sx={{ m: 1.5 }}>
            {t('badges.more')}
          </Button>
        )}
      </Panel>
      {open === 'revoke' && (
        <RevokeUnusedDialog numbers={chosen.map(({ number }) => number)} onClose={close} />
      )}
      {open === 'print' && (
        <IssueDialog
          who={{ kind: 'people', people: [...new Set(chosen.map(({ person }) => person))] }}
          onClose={close}
        />
      )}
      {revoking !== null && <RevokeDialog number={revoking} onClose={() => setRevoking(null)} />}
    </Box>
  )
}
