import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPermission } from '../../../core/district/roles.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { DateField } from '../dates/date-field.tsx'
import { EmptyNotice } from '../parts/empty-notice.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { PageLoading } from '../parts/page-loading.tsx'
import { RemoveDialog } from '../parts/remove-dialog.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { CounterDialog } from './counter-dialog.tsx'
import { OrganisationDialog } from './organisation-dialog.tsx'
import { PointDialog } from './point-dialog.tsx'
import { LONG_TREE, shownRows } from './shown-rows.ts'
import { type TreeRow, treeRows } from './tree-rows.ts'
import { TreeTable } from './tree-table.tsx'

/** The last day of the level between ward and province. */
const BEFORE_THE_REFORM = '2025-06-30'

const PATHS = { organisation: 'organisations', point: 'points', counter: 'counters' } as const

type Open =
  | { readonly kind: 'edit' | 'remove'; readonly line: TreeRow }
  | {
      readonly kind: 'add'
      readonly what: 'organisation' | 'point' | 'counter'
      readonly below: string | null
    }
  | null

/** The tree of organisations, points and counters, now and on another date side by side. */
export function OrganisationPage() {
  const { t } = useTranslation()
  const me = useMe()
  const answer = useQuery(organisationQuery)
  const [compare, setCompare] = useState(BEFORE_THE_REFORM)
  const [open, setOpen] = useState<Open>(null)
  const [search, setSearch] = useState('')
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const mayWrite = hasPermission(me.role, 'organisation.write')
  const tree = answer.data
  const lines = useMemo(() => (tree === undefined ? [] : treeRows(tree)), [tree])
  const isFolded = ({ kind, row }: TreeRow): boolean =>
    (kind === 'point' && lines.length > LONG_TREE) !== turned.has(row.id)
  const fold = ({ row }: TreeRow): void =>
    setTurned((before) =>
      before.has(row.id) ? new Set([...before].filter((id) => id !== row.id)) : new Set([...before, row.id]),
    )
  const rows = shownRows(lines, isFolded, search)
  const add = (what: 'organisation' | 'point' | 'counter', below: string): void => {
    const above = lines.find(({ row }) => row.id === below)
    if (above !== undefined && isFolded(above)) fold(above)
    setOpen({ kind: 'add', what, below })
  }
  const close = (): void => setOpen(null)
  return (
    <>
      <PageHead title={t('organisation.title')} lead={t('organisation.lead')}>
        <SearchField label={t('organisation.search')} value={search} onChange={setSearch} />
        <DateField
          size="small"
          required
          label={t('organisation.compare')}
          value={compare}
          onChange={(date) => date !== '' && setCompare(date)}
        />
        {mayWrite && me.organisation === null && (
          <Button
            variant="contained"
            onClick={() => setOpen({ kind: 'add', what: 'organisation', below: null })}
          >
            {t('organisation.add')}
          </Button>
        )}
      </PageHead>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={tree !== undefined}
        />
      )}
      {tree === undefined && answer.isPending && <PageLoading />}
      {tree !== undefined && (
        <Box
          sx={{
            bgcolor: 'background.paper',
            border: '1px solid var(--line)',
            borderRadius: 1,
            overflow: 'hidden',
          }}
        >
          {tree.organisations.length === 0 ? (
            <EmptyNotice hint={t('organisation.empty')} />
          ) : rows.length === 0 ? (
            <EmptyNotice hint={t('organisation.searchNone', { text: search })} />
          ) : (
            <TreeTable
              tree={tree}
              rows={rows}
              compare={compare}
              onFold={search.trim() === '' ? fold : null}
              onEdit={mayWrite ? (line) => setOpen({ kind: 'edit', line }) : null}
              onRemove={(line) => setOpen({ kind: 'remove', line })}
              onAdd={add}
            />
          )}
        </Box>
      )}
      {open?.kind === 'remove' && (
        <RemoveDialog
          title={t('remove.title', { name: open.line.row.name })}
          lead={t('organisation.removeLead')}
          path={`/api/v1/organisation/${PATHS[open.line.kind]}/${encodeURIComponent(open.line.row.id)}`}
          onClose={close}
        />
      )}
      {tree !== undefined && open?.kind === 'edit' && open.line.kind === 'organisation' && (
        <OrganisationDialog tree={tree} body={open.line.row} parent={null} onClose={close} />
      )}
      {tree !== undefined && open?.kind === 'edit' && open.line.kind === 'point' && (
        <PointDialog tree={tree} point={open.line.row} organisation="" onClose={close} />
      )}
      {open?.kind === 'edit' && open.line.kind === 'counter' && (
        <CounterDialog counter={open.line.row} point={open.line.row.point} onClose={close} />
      )}
      {tree !== undefined && open?.kind === 'add' && open.what === 'organisation' && (
        <OrganisationDialog tree={tree} body={null} parent={open.below} onClose={close} />
      )}
      {tree !== undefined && open?.kind === 'add' && open.what === 'point' && (
        <PointDialog tree={tree} point={null} organisation={open.below ?? ''} onClose={close} />
      )}
      {open?.kind === 'add' && open.what === 'counter' && (
        <CounterDialog counter={null} point={open.below ?? ''} onClose={close} />
      )}
    </>
  )
}
