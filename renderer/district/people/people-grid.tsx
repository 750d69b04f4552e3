import NoBadgeIcon from '@mui/icons-material/CreditCardOffOutlined'
import Link from '@mui/material/Link'
import { DataGrid, type GridColDef, type GridRowSelectionModel } from '@mui/x-data-grid'
import { use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { showText } from '../../../core/names.ts'
import type { PeoplePage, PersonRow } from '../../../core/people/people-api.ts'
import { PEOPLE_A_PAGE } from '../api/people-queries.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import { gridWords } from '../language/grid-words.ts'
import { useLanguage } from '../language/use-language.ts'
import { NonceContext } from '../theme/nonce-context.ts'

const WHOLE = {
  display: 'flex',
  alignItems: 'center',
  whiteSpace: 'normal',
  textOverflow: 'clip',
  fontSize: '0.8125rem',
  lineHeight: 1.3,
} as const

/** One page of people, to be chosen for badges. */
export function PeopleGrid(props: {
  answer: PeoplePage
  page: number
  loading: boolean
  chosen: ReadonlySet<string> | null
  onChoose: (people: ReadonlySet<string>) => void
  onPage: (page: number) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const nonce = use(NonceContext)
  const { answer, chosen } = props
  const columns = useMemo(
    (): GridColDef<PersonRow>[] => [
      {
        field: 'name',
        headerName: t('people.name'),
        flex: 1.2,
        minWidth: 200,
        renderCell: ({ row }) => (
          <Link
            component={RouterLink}
            to={`/people/${encodeURIComponent(row.id)}/record`}
            sx={{ fontWeight: 600 }}
          >
            {row.name === null ? t('people.erased') : showText(row.name)}
          </Link>
        ),
      },
      {
        field: 'title',
        headerName: t('people.jobTitle'),
        flex: 1,
        minWidth: 140,
        valueFormatter: (title: string) => showText(title),
        cellClassName: 'whole',
      },
      { field: 'staffNumber', headerName: t('people.number'), width: 110 },
      {
        field: 'point',
        headerName: t('people.point'),
        flex: 1,
        minWidth: 160,
        valueGetter: (_, row) => row.posting?.pointName ?? '',
        cellClassName: 'whole',
      },
      {
        field: 'counter',
        headerName: t('people.counter'),
        width: 120,
        valueGetter: (_, row) => row.posting?.counterName ?? '',
      },
      {
        field: 'role',
        headerName: t('people.role'),
        width: 110,
        valueGetter: (_, row) => t(`people.roles.${row.posting?.role ?? 'staff'}`),
      },
      {
        field: 'badges',
        headerName: t('people.badge'),
        width: 150,
        display: 'flex',
        renderCell: ({ row }) =>
          row.state === 'left' ? (
            <PresenceChip look="off" word={t('people.state.left')} />
          ) : row.badges > 0 ? (
            <PresenceChip look="here" word={t('people.hasBadge')} />
          ) : (
            <PresenceChip look="incomplete" Icon={NoBadgeIcon} word={t('people.noBadge')} />
          ),
      },
    ],
    [t],
  )
  const model: GridRowSelectionModel = { type: 'include', ids: new Set(chosen ?? []) }
  return (
    <DataGrid
      rows={answer.people}
      columns={columns}
      loading={props.loading}
      aria-label={t('people.title')}
      {...(nonce === undefined ? {} : { nonce })}
      localeText={gridWords(language)}
      checkboxSelection={chosen !== null}
      keepNonExistentRowsSelected
      disableRowSelectionExcludeModel
      rowSelectionModel={model}
      onRowSelectionModelChange={({ ids }) => props.onChoose(new Set([...ids].map(String)))}
      paginationMode="server"
      rowCount={answer.total}
      pageSizeOptions={[PEOPLE_A_PAGE]}
      paginationModel={{ page: props.page, pageSize: PEOPLE_A_PAGE }}
      onPaginationModelChange={({ page }) => props.onPage(page)}
      hideFooter={answer.total <= PEOPLE_A_PAGE}
      disableColumnSorting
      disableColumnFilter
      disableRowSelectionOnClick
      rowHeight={56}
      // Official names differ at their ends: they are never cut there.
      sx={{ border: 0, '& .whole': WHOLE }}
    />
  )
}
