import TakenIcon from '@mui/icons-material/CheckCircleOutlined'
import RemovedIcon from '@mui/icons-material/RemoveCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import type { PeopleImport } from '../../../core/people/people-imports-api.ts'
import { peopleImportsQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { timeNear } from '../language/dates.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { ListLine } from '../parts/list-line.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { TakeBackDialog } from './take-back-dialog.tsx'

/** Lists of people that were taken in, the newest first, each to be taken back. */
export function PeopleImportsPanel() {
  const { t } = useTranslation()
  const answer = useInfiniteQuery(peopleImportsQuery)
  const runs = answer.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Panel title={t('peopleTaken.history')} flush>
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} compact />
      )}
      {answer.isPending && <PageLoading />}
      {answer.isSuccess && runs.length === 0 && <EmptyNotice hint={t('peopleTaken.empty')} />}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {runs.map((run) => (
          <PeopleImportLine key={run.id} run={run} />
        ))}
      </Box>
      {answer.hasNextPage && (
        <Box sx={{ p: 1.5, textAlign: 'center' }}>
          <Button onClick={() => void answer.fetchNextPage()}>{t('peopleTaken.more')}</Button>
        </Box>
      )}
    </Panel>
  )
}

function PeopleImportLine({ run }: { run: PeopleImport }) {
  const { t } = useTranslation()
  const me = useMe()
  const today = useToday()
  const [asks, setAsks] = useState(false)
  const name = showText(run.fileName === '' ? t('peopleTaken.noName') : run.fileName)
  const Icon = run.removedAt === null ? TakenIcon : RemovedIcon
  const when = (by: string, at: number) => t('peopleTaken.by', { by, time: timeNear(at, today, me.zone) })
  return (
    <ListLine data-people-import={run.id}>
      <Box sx={{ flex: '1 1 280px', minWidth: 0 }}>
        <Box sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{name}</Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{when(run.takenBy, run.at)}</Box>
      </Box>
      <Box sx={{ flex: '1 1 200px' }}>
        {t('peopleTaken.counts', { added: run.added, changed: run.changed })}
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flex: '1 1 160px' }}>
        <Icon fontSize="small" aria-hidden />
        <span>
          {run.removedAt === null || run.removedBy === null
            ? t('peopleTaken.state.taken')
            : t(run.standing === 0 ? 'peopleTaken.state.removed' : 'peopleTaken.state.partly', {
                by: when(run.removedBy, run.removedAt),
                count: run.standing,
              })}
        </span>
      </Box>
      {run.standing > 0 && (
        <Button
          color="inherit"
          aria-label={t('peopleTaken.removeOf', { name })}
          onClick={() => setAsks(true)}
        >
          {t('peopleTaken.remove')}
        </Button>
      )}
      {asks && <TakeBackDialog id={run.id} name={name} onClose={() => setAsks(false)} />}
    </ListLine>
  )
}
