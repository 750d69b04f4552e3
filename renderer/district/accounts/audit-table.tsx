import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { type AuditRow, COMMAND_LINE_NAME, STRANGER } from '../../../core/audit/audit-api.ts'
import type { AuditLine, AuditValue } from '../../../core/audit/audit-lines.ts'
import { localDateOf, localTimeOf } from '../../../core/time.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { CardTable } from '../parts/card-table.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { deedWords, valueWords } from './audit-words.ts'

/** What only the rows about it can be asked for by, and how it is called. */
export interface AuditSubject {
  readonly id: string
  readonly words: string
}

const TOKEN = 'token:'

/** What staff did, a row each: who, what in a sentence, about whom, and the details in lines. */
export function AuditTable(props: { rows: readonly AuditRow[]; onOnly: (subject: AuditSubject) => void }) {
  const { t } = useTranslation()
  const { zone } = useMe()
  const { language } = useLanguage()
  const today = useToday()
  const timeOf = (at: number): string => {
    const date = localDateOf(at, zone)
    const time = localTimeOf(at, zone)
    return date === today ? time : `${shortDate(date, language)} ${time}`
  }
  return (
    <CardTable>
      <TableHead>
        <TableRow>
          <TableCell>#</TableCell>
          <TableCell>{t('audit.at')}</TableCell>
          <TableCell>{t('audit.who')}</TableCell>
          <TableCell>{t('audit.action')}</TableCell>
          <TableCell>{t('audit.subject')}</TableCell>
          <TableCell>{t('audit.result')}</TableCell>
          <TableCell>{t('audit.detail')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {props.rows.map((row) => (
          <TableRow key={row.seq} data-audit={row.seq} sx={{ '& td': { verticalAlign: 'top' } }}>
            <TableCell data-head="#">{row.seq}</TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{timeOf(row.at)}</TableCell>
            <TableCell data-head={t('audit.who')}>
              <Who row={row} />
            </TableCell>
            <TableCell sx={{ minWidth: 180 }}>{deedWords(t, row.action)}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 150 }}>
              <About row={row} onOnly={props.onOnly} />
            </TableCell>
            <TableCell data-head={t('audit.result')}>{t(`audit.outcome.${row.outcome}`)}</TableCell>
            <TableCell sx={{ minWidth: 280 }}>
              <Lines lines={row.lines} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </CardTable>
  )
}

function Who({ row: { who, whoName } }: { row: AuditRow }) {
  const { t } = useTranslation()
  if (who === STRANGER) return t('audit.stranger')
  if (who === COMMAND_LINE_NAME) return t('audit.commandLine')
  if (who.startsWith(TOKEN))
    return whoName === null ? t('audit.programGone') : t('audit.program', { name: whoName })
  return (
    <>
      {whoName ?? who}
      {whoName !== null && whoName !== who && (
        <Typography variant="body2" color="textSecondary">
          {who}
        </Typography>
      )}
    </>
  )
}

function About(props: { row: AuditRow; onOnly: (subject: AuditSubject) => void }) {
  const { t } = useTranslation()
  const say = useValueWords()
  const { about, subject } = props.row
  if (about === null || subject === null) return null
  const thing = t(`audit.things.${about.thing}`)
  const words = about.value === null ? thing : `${thing}: ${say(about.value)}`
  return (
    <Link
      component="button"
      type="button"
      variant="body2"
      sx={{ textAlign: 'left', overflowWrap: 'anywhere' }}
      aria-label={t('audit.onlyThis', { subject: words })}
      onClick={() => props.onOnly({ id: subject, words })}
    >
      {words}
    </Link>
  )
}

/** Labelled lines: what it was and is now, where it was changed. */
function Lines({ lines }: { lines: readonly AuditLine[] }) {
  const { t } = useTranslation()
  const say = useValueWords()
  const all = (values: readonly AuditValue[]): string =>
    values.length === 0 ? t('audit.nothing') : values.map(say).join(', ')
  const numbered = lines.map((line, number) => ({ ...line, number }))
  return (
    <Box component="dl" sx={{ m: 0, display: 'grid', gap: 0.5 }}>
      {numbered.map(({ number, field, part, before, values }) => (
        <Box key={number} sx={{ overflowWrap: 'anywhere' }}>
          <Typography component="dt" variant="body2" color="textSecondary" sx={{ display: 'inline' }}>
            {t(`audit.fields.${field}`)}
            {part !== undefined && ` (${say(part)})`}
            {': '}
          </Typography>
          <Typography component="dd" variant="body2" sx={{ display: 'inline', m: 0 }}>
            {before === undefined
              ? all(values)
              : t('audit.changed', { before: all(before), after: all(values) })}
          </Typography>
        </Box>
      ))}
    </Box>
  )
}

function useValueWords(): (value: AuditValue) => string {
  const { t } = useTranslation()
  const { zone } = useMe()
  const { language } = useLanguage()
  return (value) => valueWords(t, value, language, zone)
}
