import AddIcon from '@mui/icons-material/Add'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../core/district/accounts-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { showText } from '../../../core/names.ts'
import { troubleOf } from '../api/trouble.ts'
import { timeNear } from '../language/dates.ts'
import { CardTable } from '../parts/card-table.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { TableFrame } from '../parts/table-frame.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { AccountActions } from './account-actions.tsx'
import { AccountDialog } from './account-dialog.tsx'
import { accountScopesQuery, accountsQuery } from './account-queries.ts'
import { AdministrationHead } from './administration-head.tsx'
import { CodeDialog, type ShownCode } from './code-dialog.tsx'

/** Who may sign in, with which role, where. */
export function AccountsPage() {
  const { t } = useTranslation()
  const me = useMe()
  const mayWrite = hasPermission(me.role, 'accounts.write')
  const answer = useQuery(accountsQuery)
  const [edited, setEdited] = useState<Account | 'new' | null>(null)
  const [code, setCode] = useState<ShownCode | null>(null)
  return (
    <>
      <AdministrationHead
        part="accounts"
        lead={t('accounts.lead')}
        action={
          mayWrite && (
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => setEdited('new')}>
              {t('accounts.add')}
            </Button>
          )
        }
      />
      {answer.isError && (
        <TroubleNotice trouble={troubleOf(answer.error)} onRetry={() => void answer.refetch()} />
      )}
      {answer.isPending && <PageLoading />}
      {answer.data !== undefined && (
        <TableFrame label={t('accounts.title')}>
          <CardTable>
            <TableHead>
              <TableRow>
                <TableCell>{t('accounts.name')}</TableCell>
                <TableCell>{t('accounts.person')}</TableCell>
                <TableCell>{t('accounts.role')}</TableCell>
                <TableCell>{t('accounts.scope')}</TableCell>
                <TableCell>{t('accounts.state')}</TableCell>
                <TableCell>{t('accounts.factor')}</TableCell>
                <TableCell>{t('accounts.lastSignIn')}</TableCell>
                {mayWrite && <TableCell component="td" />}
              </TableRow>
            </TableHead>
            <TableBody>
              {answer.data.map((account) => (
                <AccountLine
                  key={account.username}
                  account={account}
                  mayWrite={mayWrite}
                  onEdit={() => setEdited(account)}
                  onCode={setCode}
                />
              ))}
            </TableBody>
          </CardTable>
        </TableFrame>
      )}
      {edited !== null && (
        <AccountDialog
          account={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
          onCode={setCode}
        />
      )}
      {code !== null && <CodeDialog shown={code} onClose={() => setCode(null)} />}
    </>
  )
}

function AccountLine(props: {
  account: Account
  mayWrite: boolean
  onEdit: () => void
  onCode: (code: ShownCode) => void
}) {
  const { account, mayWrite } = props
  const { t } = useTranslation()
  const { zone, username } = useMe()
  const today = useToday()
  const scopes = useQuery(accountScopesQuery)
  const places = [...(scopes.data?.points ?? []), ...(scopes.data?.organisations ?? [])]
  const bound = account.point ?? account.organisation
  const scope =
    bound === null ? t('accounts.everything') : (places.find(({ id }) => id === bound)?.name ?? bound)
  const state =
    account.state === 'disabled' ? 'disabled' : account.hasPassword ? ('active' as const) : 'waiting'
  return (
    <TableRow data-account={account.username}>
      <TableCell>
        <Typography component="span" sx={{ fontWeight: 600, display: 'block' }}>
          {account.displayName}
        </Typography>
        <Typography component="span" variant="body2" color="textSecondary">
          {account.username}
          {account.username === username && ` · ${t('accounts.you')}`}
        </Typography>
      </TableCell>
      <TableCell data-head={t('accounts.person')}>
        {account.person === null
          ? t('accounts.noPerson')
          : account.person.name === null
            ? t('accounts.hiddenPerson')
            : showText(account.person.name)}
      </TableCell>
      <TableCell data-head={t('accounts.role')}>{t(`nav.roles.${account.role}`)}</TableCell>
      <TableCell data-head={t('accounts.scope')}>{scope}</TableCell>
      <TableCell>
        <Chip
          size="small"
          variant={state === 'active' ? 'filled' : 'outlined'}
          label={t(`accounts.${state}`)}
        />
        {account.sessions > 0 && (
          <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
            {t('accounts.sessions', { count: account.sessions })}
          </Typography>
        )}
      </TableCell>
      <TableCell data-head={t('accounts.factor')}>
        {account.hasSecondFactor ? t('accounts.factorOn') : t('accounts.factorOff')}
      </TableCell>
      <TableCell data-head={t('accounts.lastSignIn')}>
        {account.lastSignInAt === null ? t('accounts.never') : timeNear(account.lastSignInAt, today, zone)}
      </TableCell>
      {mayWrite && (
        <TableCell align="right">
          {account.mayChange && (
            <AccountActions account={account} onEdit={props.onEdit} onCode={props.onCode} />
          )}
        </TableCell>
      )}
    </TableRow>
  )
}
