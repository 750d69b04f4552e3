import AddIcon from '@mui/icons-material/Add'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LeaveTypeItem, LeaveTypesOfOrganisation } from '../../../core/district/excuses-api.ts'
import { showText } from '../../../core/names.ts'
import { organisationQuery } from '../api/people-queries.ts'
import { troubleOf } from '../api/trouble.ts'
import { treeRows } from '../organisation/tree-rows.ts'
import { PageLoading } from '../parts/page-loading.tsx'
import { SelectField } from '../parts/select-field.tsx'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { DropTypesDialog } from './drop-types-dialog.tsx'
import { organisationTypesQuery } from './excuse-queries.ts'
import { TypeDialog } from './type-dialog.tsx'
import { TypesTable } from './types-table.tsx'

type Open =
  | { readonly deed: 'add' | 'inherit' }
  | { readonly deed: 'edit' | 'remove'; readonly type: LeaveTypeItem }
  | null

/** The types of leave of one organisation, whose list it is, and changing it. */
export function TypesPanel() {
  const { t } = useTranslation()
  const places = usePlaces()
  const [chosen, setChosen] = useState('')
  const place = places.find(({ id }) => id === chosen) ?? places[0]
  const answer = useQuery(organisationTypesQuery(place?.id ?? ''))
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => setOpen(null)
  const list = answer.data
  const name = place?.name ?? ''
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5, p: 1.5 }}>
        <SelectField
          size="small"
          width={260}
          label={t('leaveTypes.organisation')}
          value={place?.id ?? ''}
          choices={places.map(({ id, name: label }) => ({ value: id, label }))}
          onChange={setChosen}
        />
        {list !== undefined && (
          <Box sx={{ flex: '1 1 260px', color: 'text.secondary' }}>
            <Whose list={list} organisation={name} />
          </Box>
        )}
        {list?.mayChange && list.own && (
          <Button onClick={() => setOpen({ deed: 'inherit' })}>{t('leaveTypes.inherit')}</Button>
        )}
        {list?.mayChange && (
          <Button variant="contained" startIcon={<AddIcon />} onClick={() => setOpen({ deed: 'add' })}>
            {t('leaveTypes.add')}
          </Button>
        )}
      </Box>
      {answer.isError && (
        <TroubleNotice
          trouble={troubleOf(answer.error)}
          onRetry={() => void answer.refetch()}
          compact={list !== undefined}
        />
      )}
      {answer.isPending && <PageLoading />}
      {list !== undefined && (
        <TypesTable
          list={list}
          onEdit={(type) => setOpen({ deed: 'edit', type })}
          onRemove={(type) => setOpen({ deed: 'remove', type })}
        />
      )}
      {list !== undefined && (open?.deed === 'add' || open?.deed === 'edit') && (
        <TypeDialog
          list={list}
          organisationName={name}
          old={open.deed === 'edit' ? open.type : null}
          onClose={close}
        />
      )}
      {list !== undefined && (open?.deed === 'remove' || open?.deed === 'inherit') && (
        <DropTypesDialog
          list={list}
          organisationName={name}
          type={open.deed === 'remove' ? open.type : null}
          onClose={close}
        />
      )}
    </>
  )
}

function Whose({ list, organisation }: { list: LeaveTypesOfOrganisation; organisation: string }) {
  const { t } = useTranslation()
  if (list.own) return t('leaveTypes.own', { organisation: showText(organisation) })
  return list.fromName === null
    ? t('leaveTypes.builtIn')
    : t('leaveTypes.inherited', { from: showText(list.fromName) })
}

/** Organisations whose types somebody may look at, those above first; of a ward leader the one of their point. */
function usePlaces(): readonly { readonly id: string; readonly name: string }[] {
  const me = useMe()
  const tree = useQuery(organisationQuery).data
  if (tree === undefined) return []
  const own = tree.points.find(({ id }) => id === me.point)?.organisation
  return treeRows(tree)
    .flatMap((line) => (line.kind === 'organisation' ? [line.row] : []))
    .filter(({ id, mayChange }) => (me.point === null ? mayChange : id === own))
}
