import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  AuditPage as AuditAnswer,
  type AuditRow,
  AuditVerified,
  STRANGER,
} from '../../../core/district/accounts-api.ts'
import { localDateOf, localTimeOf } from '../../../core/time.ts'
import { askDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TableFrame } from '../parts/table-frame.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../shell/me-context.ts'
import { AdministrationHead } from './administration-head.tsx'

/** What staff did, the newest first, and whether the chain of it is whole. */
export function AuditPage() {
  const { t } = useTranslation()
  const [who, setWho] = useState('')
  const [subject, setSubject] = useState('')
  const answer = useInfiniteQuery({
    queryKey: ['audit', who, subject],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        ...(who === '' ? {} : { who }),
        ...(subject === '' ? {} : { subject }),
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
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1.5 }}>
        <TextField
          size="small"
          label={t('audit.filterWho')}
          value={who}
          onChange={(event) => setWho(event.target.value.trim())}
        />
        <TextField
          size="small"
          label={t('audit.filterSubject')}
          value={subject}
          onChange={(event) => setSubject(event.target.value.trim())}
        />
      </Box>
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <PageLoading />}
      {rows !== undefined && (
        <TableFrame label={t('accounts.tabs.audit')}>
          {rows.length === 0 ? <EmptyNotice hint={t('audit.empty')} /> : <AuditTable rows={rows} />}
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

function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const { t } = useTranslation()
  const { zone } = useMe()
  const { language } = useLanguage()
  const today = useToday()
  const timeOf = (at: number): string => {
    const date = localDateOf(at, zone)
    const time = localTimeOf(at, zone)
    return date === today ? time : `${shortDate(date, language)} ${time}`
  }
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>#</TableCell>
          <TableCell>{t('audit.at')}</TableCell>
          <TableCell>{t('audit.who')}</TableCell>
          <TableCell>{t('audit.action')}</TableCell>
          <TableCell>{t('audit.subject')}</TableCell>
          <TableCell>{t('audit.result')}</TableCell>
          <TableCell>{t('audit.detail')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.seq} data-audit={row.seq}>
            <TableCell>{row.seq}</TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{timeOf(row.at)}</TableCell>
            <TableCell>{row.who === STRANGER ? t('audit.stranger') : row.who}</TableCell>
            <TableCell>{row.action}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>{row.subject ?? ''}</TableCell>
            <TableCell>{t(`audit.outcome.${row.outcome}`)}</TableCell>
            <TableCell sx={{ minWidth: 280 }}>
              {row.detail !== null && (
                <Typography
                  component="code"
                  variant="body2"
                  sx={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}
                >
                  {JSON.stringify(row.detail)}
                </Typography>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
