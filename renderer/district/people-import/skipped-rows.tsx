import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import type { ImportRow, RefusedRow } from '../../../core/people/people-list-api.ts'
import { faultWords } from './import-rows.tsx'

/** Rows of a list that did nothing, each with why: wrong, not answered, or refused when it was done. */
export function SkippedRows(props: { rows: readonly ImportRow[]; refused: readonly RefusedRow[] }) {
  const { t } = useTranslation()
  const skipped = [
    ...props.rows
      .filter(({ kind }) => kind === 'wrong' || kind === 'asked')
      .map((row) => ({ line: row.line, name: row.name, why: whyRow(row, t) })),
    ...props.refused.map(({ line, name, why }) => ({ line, name, why: t(`peopleTaken.refused.${why}`) })),
  ].sort((a, b) => a.line - b.line)
  if (skipped.length === 0) return null
  return (
    <Alert severity="warning">
      <AlertTitle>{t('peopleTaken.skipped', { count: skipped.length })}</AlertTitle>
      <Box
        component="ul"
        tabIndex={0}
        sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 320, overflowY: 'auto' }}
      >
        {skipped.map(({ line, name, why }) => (
          <li key={line} data-skipped={line}>
            {t('peopleTaken.line', { line, name: showText(name) })} – {why}
          </li>
        ))}
      </Box>
    </Alert>
  )
}

const whyRow = ({ faults, kind }: ImportRow, t: TFunction): string =>
  kind === 'asked' ? t('peopleTaken.refused.asked') : faults.map((fault) => faultWords(fault, t)).join('; ')
