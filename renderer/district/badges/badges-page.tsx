import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BadgeEntry } from '../../../core/district/badges-api.ts'
import { pageOf } from '../../../core/district/page-api.ts'
import { askDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { BadgeTable } from './badge-table.tsx'
import { BatchPanel } from './batch-panel.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

const badgesQuery = infiniteQueryOptions({
  queryKey: ['badges'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) => {
    const cursor = pageParam === '' ? '' : `&cursor=${encodeURIComponent(pageParam)}`
    return askDistrict(pageOf(BadgeEntry), `/api/v1/badges?limit=50${cursor}`, signal)
  },
  getNextPageParam: (page) => page.next,
})

/** Badges of a whole point, and every badge that was issued or revoked. */
export function BadgesPage() {
  const { t } = useTranslation()
  const answer = useInfiniteQuery(badgesQuery)
  const [revoking, setRevoking] = useState<number | null>(null)
  const badges = answer.data?.pages.flatMap(({ items }) => items)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <title>{`${t('badges.title')} · ${t('product')}`}</title>
      <Box>
        <Typography variant="h1">{t('badges.title')}</Typography>
        <Typography color="textSecondary">{t('badges.lead')}</Typography>
      </Box>
      <BatchPanel />
      <Panel title={t('badges.history')} flush>
        {answer.isError && (
          <TroubleNotice
            trouble={troubleOf(answer.error)}
            onRetry={() => void answer.refetch()}
            compact={badges !== undefined}
          />
        )}
        {badges === undefined && answer.isPending && <PageLoading />}
        {badges?.length === 0 && <EmptyNotice hint={t('badges.none')} />}
        {badges !== undefined && badges.length > 0 && (
          <BadgeTable badges={badges} label={t('badges.history')} withPerson onRevoke={setRevoking} />
        )}
        {answer.hasNextPage && (
          <Button onClick={() => void answer.fetchNextPage()} disabled={answer.isFetching} sx={{ m: 1.5 }}>
            {t('badges.more')}
          </Button>
        )}
      </Panel>
      {revoking !== null && <RevokeDialog number={revoking} onClose={() => setRevoking(null)} />}
    </Box>
  )
}
