import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AuditPage as AuditAnswer, AuditVerified } from '../../../core/audit/audit-api.ts'
import { askDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TableFrame } from '../parts/table-frame.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { AdministrationHead } from './administration-head.tsx'
import { type AuditSubject, AuditTable } from './audit-table.tsx'

/** What staff did, the newest first, and whether the chain of it is whole. */
export function AuditPage() {
  const { t } = useTranslation()
  const [who, setWho] = useState('')
  const [subject, setSubject] = useState<AuditSubject | null>(null)
  const answer = useInfiniteQuery({
    queryKey: ['audit', who, subject?.id],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        ...(who === '' ? {} : { who }),
        ...(subject === null ? {} : { subject: subject.id }),
        ...(pageParam === null ? {} : { cursor: pageParam }),
      })
      return askDistrict(AuditAnswer, paths.audit(query), signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const verify = useMutation({ mutationFn: () => askDistrict(AuditVerified, paths.auditVerified) })
  const rows = answer.data?.pages.flatMap(({ items }) => items)
  return (
    <>
      <AdministrationHead
        part="audit"
        lead={t('audit.lead')}
        action={
          <Button variant="outlined" disabled={verify.isPending} onClick={() => verify.mutate()}>
            {t('audit.verify')}
          </Button>
        }
      />
      <Box role="status" sx={{ mb: 1.5 }}>
        {verify.data?.kind === 'whole' && (
          <Alert severity="success">{t('audit.whole', { rows: verify.data.rows })}</Alert>
        )}
        {verify.data?.kind === 'broken' && (
          <Alert severity="error">{t('audit.broken', { seq: verify.data.seq })}</Alert>
        )}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, mb: 1.5 }}>
        <TextField
          size="small"
          label={t('audit.filterWho')}
          value={who}
          onChange={(event) => setWho(event.target.value.trim())}
        />
        {subject !== null && (
          <Chip
            label={t('audit.only', { subject: subject.words })}
            onDelete={() => setSubject(null)}
            sx={{ maxWidth: '100%' }}
          />
        )}
      </Box>
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <PageLoading />}
      {rows !== undefined && (
        <TableFrame label={t('accounts.tabs.audit')}>
          {rows.length === 0 ? (
            <EmptyNotice hint={t('audit.empty')} />
          ) : (
            <AuditTable rows={rows} onOnly={setSubject} />
          )}
        </TableFrame>
      )}
      {answer.hasNextPage && (
        <Button sx={{ mt: 1.5 }} disabled={answer.isFetching} onClick={() => void answer.fetchNextPage()}>
          {t('audit.more')}
        </Button>
      )}
    </>
  )
}
