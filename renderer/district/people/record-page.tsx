import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink, useNavigate, useParams } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import { showText } from '../../../core/names.ts'
import { personPath, personQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { BadgeTable } from '../badges/badge-table.tsx'
import { IssueDialog } from '../badges/issue-dialog.tsx'
import { RevokeDialog } from '../badges/revoke-dialog.tsx'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { Panel } from '../parts/panel.tsx'
import { RemoveDialog } from '../parts/remove-dialog.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { PostingsTable } from './postings-table.tsx'
import { EditDialog, EraseDialog, LeaveDialog, TransferDialog } from './record-dialogs.tsx'
import { RepostDialog } from './repost-dialog.tsx'

type Open =
  | 'edit'
  | 'repost'
  | 'transfer'
  | 'leave'
  | 'erase'
  | 'remove'
  | 'issue'
  | { readonly revoke: number }
  | null

/** One person: words, postings, badges, and what can be done about them. */
export function RecordPage() {
  const { t } = useTranslation()
  const me = useMe()
  const { person: id = '' } = useParams()
  const navigate = useNavigate()
  const answer = useQuery(personQuery(id))
  const [open, setOpen] = useState<Open>(null)
  const person = answer.data
  if (person === undefined) {
    if (answer.isPending) return <PageLoading />
    const trouble = troubleOf(answer.error)
    return trouble.kind === 'problem' && trouble.status === 404 ? (
      <EmptyNotice level={1} title={t('trouble.notFound')} hint={t('people.notFound')} />
    ) : (
      <TroubleNotice trouble={trouble} onRetry={() => void answer.refetch()} />
    )
  }
  const name = person.name === null ? t('people.erased') : showText(person.name)
  const may = {
    write: hasPermission(me.role, 'people.write') && person.name !== null,
    issue: hasPermission(me.role, 'badges.write') && person.name !== null && person.state !== 'left',
    revoke: hasPermission(me.role, 'badges.write'),
    erase: hasPermission(me.role, 'personal-data.write') && person.name !== null && person.state === 'left',
  }
  const close = (): void => setOpen(null)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <title>{`${name} · ${t('product')}`}</title>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
          <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
            {name}
          </Typography>
          <Typography color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {[
              showText(person.title),
              person.staffNumber,
              person.posting?.pointName,
              t(`people.state.${person.state}`),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Typography>
        </Box>
        <Button component={RouterLink} to={`/people/${encodeURIComponent(person.id)}`}>
          {t('people.month')}
        </Button>
        {may.write && <Button onClick={() => setOpen('edit')}>{t('people.edit')}</Button>}
        {may.write && person.state !== 'left' && (
          <Button onClick={() => setOpen('repost')}>{t('people.repostSelected')}</Button>
        )}
        {may.write && <Button onClick={() => setOpen('transfer')}>{t('people.transfer')}</Button>}
        {may.write && person.state !== 'left' && (
          <Button color="error" onClick={() => setOpen('leave')}>
            {t('people.leave')}
          </Button>
        )}
        {may.write && (
          <Button color="error" onClick={() => setOpen('remove')}>
            {t('remove.submit')}
          </Button>
        )}
        {may.erase && (
          <Button color="error" onClick={() => setOpen('erase')}>
            {t('people.erase')}
          </Button>
        )}
        {may.issue && (
          <Button variant="contained" onClick={() => setOpen('issue')}>
            {person.badges > 0 ? t('badges.again') : t('badges.issue')}
          </Button>
        )}
      </Box>
      <Panel title={t('people.postings')} flush>
        <PostingsTable postings={person.postings} />
      </Panel>
      <Panel title={t('badges.title')} flush>
        {person.badgeHistory.length === 0 ? (
          <EmptyNotice hint={t('badges.none')} />
        ) : (
          <BadgeTable
            badges={person.badgeHistory}
            label={t('badges.title')}
            withPerson={false}
            {...(may.revoke ? { onRevoke: (revoke: number) => setOpen({ revoke }) } : {})}
          />
        )}
      </Panel>
      {open === 'edit' && <EditDialog person={person} onClose={close} />}
      {open === 'repost' && <RepostDialog people={[person]} onClose={close} />}
      {open === 'transfer' && <TransferDialog person={person} onClose={close} />}
      {open === 'leave' && <LeaveDialog person={person} onClose={close} />}
      {open === 'remove' && (
        <RemoveDialog
          title={t('remove.title', { name })}
          lead={t('people.removeLead')}
          path={personPath(person.id)}
          onClose={close}
          onRemoved={() => void navigate('/people')}
        />
      )}
      {open === 'erase' && <EraseDialog person={person} onClose={close} />}
      {open === 'issue' && <IssueDialog who={{ kind: 'people', people: [person.id] }} onClose={close} />}
      {typeof open === 'object' && open !== null && <RevokeDialog number={open.revoke} onClose={close} />}
    </Box>
  )
}
