import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { monthPath, papersZipPath } from '../api/month-sheet-queries.ts'
import { PAPERS } from './papers.ts'
import { ZipButton } from './zip-button.tsx'

/** The month's papers as files. */
export function PaperList({ sheet }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  return (
    <Box
      component="ul"
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        display: 'grid',
        gap: 0.5,
        gridTemplateColumns: { sm: '1fr 1fr', lg: '1fr 1fr 1fr' },
      }}
    >
      <Box component="li" sx={{ gridColumn: '1 / -1' }}>
        <ZipButton href={papersZipPath(sheet.month, [sheet.point])} word={t('months.zip')} />
      </Box>
      {PAPERS.filter(([, paper]) => sheet.papers.includes(paper)).map(([word, paper]) => (
        <li key={paper}>
          <PaperLink
            href={monthPath(sheet.point, sheet.month, `papers/${paper}`)}
            word={t(`months.paper.${word}`)}
          />
          {sheet.lock !== null && (
            <Link
              href={monthPath(sheet.point, sheet.month, `papers/${paper}/seal`)}
              download
              aria-label={t('months.seal', { paper: t(`months.paper.${word}`) })}
              sx={{ ml: 1.5, fontSize: '0.875rem' }}
            >
              {t('months.sealShort')}
            </Link>
          )}
        </li>
      ))}
    </Box>
  )
}

/** A file to be had, as sign and word. */
function PaperLink({ href, word }: { href: string; word: string }) {
  return (
    <Link
      href={href}
      download
      sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, minHeight: 40, fontWeight: 600 }}
    >
      <DownloadIcon fontSize="small" aria-hidden />
      {word}
    </Link>
  )
}
