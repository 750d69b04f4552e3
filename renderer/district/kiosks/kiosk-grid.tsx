import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { DataGrid, type GridColDef } from '@mui/x-data-grid'
import { use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import { timeNear, USUAL_ZONE } from '../language/dates.ts'
import { gridWords } from '../language/grid-words.ts'
import { numberText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'
import { useToday } from '../session/me-context.ts'
import { NonceContext } from '../theme/nonce-context.ts'
import { clockWords, healthWords, kioskLook, kioskStateWord } from './kiosk-words.ts'

/** All kiosks, to be sorted by any column. */
export function KioskGrid({
  kiosks,
  onOpen,
}: {
  kiosks: readonly KioskStatus[]
  onOpen: (kiosk: KioskStatus) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const nonce = use(NonceContext)
  const today = useToday()
  const columns = useMemo((): GridColDef<KioskStatus>[] => {
    const time = (at: number | null): string =>
      at === null ? t('kiosks.never') : timeNear(at, today, USUAL_ZONE)
    return [
      {
        field: 'name',
        headerName: t('kiosks.name'),
        flex: 1,
        minWidth: 240,
        display: 'flex',
        renderCell: ({ row }) => (
          <Box sx={{ lineHeight: 1.4, overflow: 'hidden', textOverflow: 'ellipsis' }}>
            <Link
              component="button"
              type="button"
              sx={{ fontWeight: 600, display: 'block' }}
              aria-label={t('kioskDeeds.open', { name: row.name })}
              onClick={() => onOpen(row)}
            >
              {row.name}
            </Link>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{row.pointName}</Box>
          </Box>
        ),
      },
      {
        field: 'state',
        headerName: t('kiosks.state'),
        width: 176,
        display: 'flex',
        valueGetter: (_, kiosk) => kioskStateWord(kiosk, t),
        renderCell: ({ row }) => <PresenceChip look={kioskLook(row)} word={kioskStateWord(row, t)} />,
      },
      {
        field: 'lastSeenAt',
        headerName: t('kiosks.lastSeen'),
        width: 124,
        valueFormatter: (at: number | null) => time(at),
      },
      {
        field: 'completeTo',
        headerName: t('kiosks.completeTo'),
        width: 132,
        valueFormatter: (at: number | null) => time(at),
      },
      {
        field: 'have',
        headerName: t('kiosks.position'),
        width: 84,
        type: 'number',
        valueFormatter: (count: number) => numberText(count, language),
      },
      {
        field: 'clockOffsetMs',
        headerName: t('kiosks.clock'),
        width: 124,
        valueFormatter: (offsetMs: number | null) => clockWords(offsetMs, t, language),
      },
      {
        field: 'camera',
        headerName: t('kiosks.health'),
        width: 150,
        valueGetter: (_, kiosk) => healthWords(kiosk, t),
      },
      { field: 'fingerprint', headerName: t('kiosks.fingerprint'), width: 208 },
    ]
  }, [t, language, today, onOpen])
  return (
    <DataGrid
      rows={kiosks}
      columns={columns}
      aria-label={t('kiosks.title')}
      {...(nonce === undefined ? {} : { nonce })}
      localeText={gridWords(language)}
      rowHeight={56}
      hideFooter={kiosks.length <= 100}
      disableRowSelectionOnClick
      disableColumnFilter
      sx={{ border: 0 }}
    />
  )
}
