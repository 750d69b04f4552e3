import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import type { PostingView } from '../../../core/people/people-api.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

/** Where somebody was posted from when to when, the newest first. */
export function PostingsTable({ postings }: { postings: readonly PostingView[] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <TableContainer tabIndex={0} role="group" aria-label={t('people.postings')}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('people.since')}</TableCell>
            <TableCell>{t('people.until')}</TableCell>
            <TableCell>{t('people.point')}</TableCell>
            <TableCell>{t('people.counter')}</TableCell>
            <TableCell>{t('people.role')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {postings.map((posting) => (
            <TableRow key={posting.validFrom}>
              <TableCell>{shortDate(posting.validFrom, language)}</TableCell>
              <TableCell>
                {posting.validTo === null ? t('people.open') : shortDate(posting.validTo, language)}
              </TableCell>
              <TableCell>
                {posting.pointName} · {posting.organisationName}
              </TableCell>
              <TableCell>{posting.counterName}</TableCell>
              <TableCell>{t(`people.roles.${posting.role}`)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
