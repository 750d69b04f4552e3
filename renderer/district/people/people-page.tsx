import AddIcon from '@mui/icons-material/Add'
import BadgeIcon from '@mui/icons-material/BadgeOutlined'
import RepostIcon from '@mui/icons-material/ManageAccountsOutlined'
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { hasPermission } from '../../../core/district/roles.ts'
import type { PersonRow } from '../../../core/people/people-api.ts'
import { organisationQuery, type PeopleFilter, peopleQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { IssueDialog } from '../badges/issue-dialog.tsx'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { pointChoices } from '../parts/point-choices.ts'
import { SearchField } from '../parts/search-field.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { useWide } from '../theme/use-wide.ts'
import { AddPersonDialog } from './add-person-dialog.tsx'
import { PeopleGrid } from './people-grid.tsx'
import { PersonLine } from './person-line.tsx'
import { RepostDialog } from './repost-dialog.tsx'

const STATES = ['posted', 'coming', 'left', 'all'] as const

const isUnasked = ({ q, point, state, badge }: PeopleFilter): boolean =>
  q === '' && point === '' && badge === '' && (state === 'posted' || state === 'all')

/** Everybody in scope: found, added, chosen for badges, another role or counter. */
export function PeoplePage() {
  const { t } = useTranslation()
  const me = useMe()
  const wide = useWide()
  const organisation = useQuery(organisationQuery)
  const [filter, setFilter] = useState<PeopleFilter>({
    q: '',
    point: '',
    state: 'posted',
    badge: '',
    page: 0,
  })
  const [chosen, setChosen] = useState<ReadonlyMap<string, PersonRow>>(new Map())
  const [open, setOpen] = useState<'add' | 'issue' | 'repost' | null>(null)
  const asked = useDeferredValue(filter)
  const answer = useQuery(peopleQuery(asked))
  const narrow = (part: Partial<PeopleFilter>): void => setFilter({ ...filter, page: 0, ...part })
  const mayWrite = hasPermission(me.role, 'people.write')
  const mayIssue = hasPermission(me.role, 'badges.write')
  const found = answer.data
  /** Those of other pages stay chosen as they were seen there. */
  const choose = (ids: ReadonlySet<string>): void => {
    const shown = new Map(found?.people.map((person) => [person.id, person]))
    setChosen(
      new Map(
        [...ids].flatMap((id) => {
          const person = shown.get(id) ?? chosen.get(id)
          return person === undefined ? [] : [[id, person] as const]
        }),
      ),
    )
  }
  return (
    <>
      <PageHead title={t('people.title')} lead={t('people.lead')}>
        {mayIssue && (
          <Button component={RouterLink} to="/badges" startIcon={<BadgeIcon />}>
            {t('people.badges')}
          </Button>
        )}
        {mayWrite && (
          <>
            <Button component={RouterLink} to="/people/import" startIcon={<UploadIcon />} variant="outlined">
              {t('people.import')}
            </Button>
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen('add')}>
              {t('people.add')}
            </Button>
          </>
        )}
      </PageHead>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={found !== undefined}
        />
      )}
      <Box
        sx={{
          bgcolor: 'background.paper',
          border: '1px solid var(--line)',
          borderRadius: 1,
          overflow: 'hidden',
        }}
      >
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, p: 1.5, alignItems: 'center' }}>
          <SearchField
            label={t('people.search')}
            value={filter.q}
            onChange={(q) => narrow({ q: q.slice(0, 100) })}
          />
          {me.point === null && (
            <SelectField
              size="small"
              width={300}
              label={t('people.point')}
              value={filter.point}
              choices={[{ value: '', label: t('people.allPoints') }, ...pointChoices(organisation.data)]}
              onChange={(point) => narrow({ point })}
            />
          )}
          <SelectField
            size="small"
            width={160}
            label={t('people.stateLabel')}
            value={filter.state}
            choices={STATES.map((state) => ({ value: state, label: t(`people.state.${state}`) }))}
            onChange={(state) => narrow({ state })}
          />
          <SelectField
            size="small"
            width={220}
            label={t('people.badgeLabel')}
            value={filter.badge}
            choices={[
              { value: '', label: t('people.badgeFilter.any') },
              { value: 'with', label: t('people.badgeFilter.with') },
              { value: 'without', label: t('people.badgeFilter.without') },
            ]}
            onChange={(badge) => narrow({ badge })}
          />
          <Box sx={{ flex: 1 }} />
          {chosen.size > 0 && (
            <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
              {mayWrite && (
                <Button variant="outlined" startIcon={<RepostIcon />} onClick={() => setOpen('repost')}>
                  {t('people.repostSelected')}
                </Button>
              )}
              {mayIssue && (
                <Button variant="contained" startIcon={<BadgeIcon />} onClick={() => setOpen('issue')}>
                  {t('people.printSelected', { count: chosen.size })}
                </Button>
              )}
            </Box>
          )}
          {found !== undefined && (
            <Typography color="textSecondary" role="status">
              {t('people.count', { count: found.total })}
            </Typography>
          )}
        </Box>
        {found === undefined && answer.isPending && <PageLoading />}
        {found?.total === 0 && <EmptyNotice hint={t(isUnasked(asked) ? 'people.nobody' : 'people.empty')} />}
        {found !== undefined && found.total > 0 && wide && (
          <PeopleGrid
            answer={found}
            page={filter.page}
            loading={answer.isPlaceholderData}
            chosen={mayIssue || mayWrite ? new Set(chosen.keys()) : null}
            onChoose={choose}
            onPage={(page) => setFilter({ ...filter, page })}
          />
        )}
        {found !== undefined && found.total > 0 && !wide && (
          <Box component="ul" sx={{ m: 0, p: 0 }}>
            {found.people.map((person) => (
              <PersonLine key={person.id} person={person} />
            ))}
          </Box>
        )}
      </Box>
      {open === 'add' && <AddPersonDialog point={me.point ?? filter.point} onClose={() => setOpen(null)} />}
      {open === 'issue' && (
        <IssueDialog
          who={{ kind: 'people', people: [...chosen.keys()] }}
          onClose={() => {
            setOpen(null)
            setChosen(new Map())
          }}
        />
      )}
      {open === 'repost' && (
        <RepostDialog
          people={[...chosen.values()]}
          onClose={(done) => {
            setOpen(null)
            if (done) setChosen(new Map())
          }}
        />
      )}
    </>
  )
}
