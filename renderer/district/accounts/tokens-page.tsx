import AddIcon from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { ApiToken } from '../../../core/district/accounts-api.ts'
import { localDateOf } from '../../../core/time.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { CardTable } from '../parts/card-table.tsx'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TableFrame } from '../parts/table-frame.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { apiTokensQuery } from './account-queries.ts'
import { AdministrationHead } from './administration-head.tsx'
import { TokenDialog } from './token-dialog.tsx'

/** Keys of other programs. */
export function TokensPage() {
  const { t } = useTranslation()
  const answer = useQuery(apiTokensQuery)
  const [adding, setAdding] = useState(false)
  return (
    <>
      <AdministrationHead
        part="tokens"
        lead={t('tokens.lead')}
        action={
          <>
            <Link href="/docs">{t('tokens.docs')}</Link>
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => setAdding(true)}>
              {t('tokens.add')}
            </Button>
          </>
        }
      />
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <PageLoading />}
      {answer.data !== undefined && (
        <TableFrame label={t('accounts.tabs.tokens')}>
          {answer.data.length === 0 ? (
            <EmptyNotice hint={t('tokens.empty')} />
          ) : (
            <CardTable>
              <TableHead>
                <TableRow>
                  <TableCell>{t('tokens.name')}</TableCell>
                  <TableCell>{t('tokens.permissions')}</TableCell>
                  <TableCell>{t('tokens.expires')}</TableCell>
                  <TableCell>{t('tokens.used')}</TableCell>
                  <TableCell>{t('accounts.state')}</TableCell>
                  <TableCell component="td" />
                </TableRow>
              </TableHead>
              <TableBody>
                {answer.data.map((token) => (
                  <TokenLine key={token.id} token={token} />
                ))}
              </TableBody>
            </CardTable>
          )}
        </TableFrame>
      )}
      {adding && <TokenDialog onClose={() => setAdding(false)} />}
    </>
  )
}

function TokenLine({ token }: { token: ApiToken }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { zone, aheadMs } = useMe()
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => tellDistrict(z.unknown(), paths.apiToken(token.id), undefined, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries(apiTokensQuery),
  })
  const date = (at: number): string => shortDate(localDateOf(at, zone), language)
  const hasEnded = token.expiresAt <= Date.now() + aheadMs
  const state = token.revokedAt !== null ? 'revoked' : hasEnded ? ('expired' as const) : 'valid'
  return (
    <TableRow data-token={token.id}>
      <TableCell sx={{ fontWeight: 600 }}>{token.name}</TableCell>
      <TableCell data-head={t('tokens.permissions')}>
        {token.permissions.map((each) => t(`permissions.${each}`)).join(', ')}
      </TableCell>
      <TableCell data-head={t('tokens.expires')}>{date(token.expiresAt)}</TableCell>
      <TableCell data-head={t('tokens.used')}>
        {token.lastUsedAt === null ? t('accounts.never') : date(token.lastUsedAt)}
      </TableCell>
      <TableCell>{t(`tokens.${state}`)}</TableCell>
      <TableCell align="right">
        {state === 'valid' && (
          <Button disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            {t('tokens.revoke')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
