import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import type { CellFault, ImportAnswer, ImportRow } from '../../../core/people/people-list-api.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import type { Look } from '../day/presence-look.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { changeWords } from './change-words.ts'
import { RowQuestions } from './row-questions.tsx'

const LOOKS: Readonly<Record<ImportRow['kind'], Look>> = {
  new: 'here',
  changed: 'excused',
  same: 'off',
  asked: 'late',
  wrong: 'absent',
}

/** "Ô D5: mã số trùng với dòng khác “CB01”". */
export function faultWords(fault: CellFault, t: TFunction): string {
  const cell = `${fault.column ?? ''}${fault.line}`
  const problem = t('peopleImport.problem', { cell, problem: t(`peopleImport.code.${fault.code}`) })
  return fault.value === null || fault.value === ''
    ? problem
    : `${problem} ${t('peopleImport.quoted', { value: showText(fault.value) })}`
}

/** What a file would do, row by row, and what it asks. */
export function ImportRows(props: {
  rows: readonly ImportRow[]
  working: boolean
  onAnswer: (answer: ImportAnswer) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <TableContainer tabIndex={0} role="group" aria-label={t('peopleImport.counts')} sx={{ maxHeight: 520 }}>
      <Table size="small" stickyHeader>
        <TableHead>
          <TableRow>
            <TableCell>{t('peopleImport.line')}</TableCell>
            <TableCell>{t('people.stateLabel')}</TableCell>
            <TableCell>{t('people.name')}</TableCell>
            <TableCell>{t('people.jobTitle')}</TableCell>
            <TableCell>{t('people.number')}</TableCell>
            <TableCell>{t('people.point')}</TableCell>
            <TableCell>{t('peopleImport.field.role')}</TableCell>
            <TableCell>{t('peopleImport.field.counter')}</TableCell>
            <TableCell>{t('peopleImport.field.from')}</TableCell>
            <TableCell>{t('peopleImport.what')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map((row) => (
            <TableRow key={row.line} data-line={row.line} data-kind={row.kind}>
              <TableCell>{row.line}</TableCell>
              <TableCell>
                <PresenceChip look={LOOKS[row.kind]} word={t(`peopleImport.kind.${row.kind}`)} />
              </TableCell>
              <TableCell>{showText(row.name)}</TableCell>
              <TableCell>{showText(row.title)}</TableCell>
              <TableCell>{showText(row.staffNumber ?? '')}</TableCell>
              <TableCell>{row.pointName}</TableCell>
              <TableCell>{t(`people.roles.${row.role}`)}</TableCell>
              <TableCell>{showText(row.counterName)}</TableCell>
              <TableCell>{row.from === null ? '' : shortDate(row.from, language)}</TableCell>
              <TableCell sx={{ minWidth: 240 }}>
                <RowQuestions row={row} working={props.working} onAnswer={props.onAnswer} />
                {row.faults.map((fault) => (
                  <Box key={`${fault.field} ${fault.code}`} sx={{ color: 'error.main' }}>
                    {faultWords(fault, t)}
                  </Box>
                ))}
                {row.faults.length === 0 &&
                  row.changes.map((change) => (
                    <Box key={change.field}>{changeWords(change, t, language)}</Box>
                  ))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}
