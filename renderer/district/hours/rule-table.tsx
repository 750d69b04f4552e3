import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import type { RuleRow } from '../../../core/district/hours-api.ts'
import { showText } from '../../../core/names.ts'
import type { WrittenRule } from '../../../core/schedule/rule-change.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import { useLanguage } from '../language/use-language.ts'
import { CardTable } from '../parts/card-table.tsx'
import { ruleLines, ruleTime } from './rule-words.ts'

/** Small, so that a line stays a line. */
const ROW_BUTTON = { minHeight: 30, minWidth: 0, py: 0, px: 1 } as const

/** Rules of one kind, and what may be done about those of one's own scope. */
export function RuleTable(props: {
  rows: readonly RuleRow[]
  label: string
  mayWrite: boolean
  onEdit: (row: RuleRow) => void
  onEnd: (row: RuleRow) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  return (
    <TableContainer tabIndex={0} role="group" aria-label={props.label} sx={{ position: 'relative' }}>
      <CardTable>
        <TableHead>
          <TableRow>
            <TableCell>{t('hours.subject')}</TableCell>
            <TableCell>{t('hours.what')}</TableCell>
            <TableCell>{t('hours.when')}</TableCell>
            <TableCell>{t('hours.document')}</TableCell>
            {props.mayWrite && <TableCell>{t('organisation.actions')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map((row) => {
            const rule = row.rule as WrittenRule
            const { value } = rule
            return (
              <TableRow key={row.id} data-rule={row.id} sx={{ verticalAlign: 'top' }}>
                <TableCell sx={{ fontWeight: 600 }}>{showText(row.subject)}</TableCell>
                <TableCell>
                  {ruleLines(rule, t, language).map((line) => (
                    <Box key={line}>{showText(line)}</Box>
                  ))}
                  {rule.kind === 'calendar' && (
                    <Box sx={{ display: 'flex', gap: 1, mt: 0.5 }}>
                      <PresenceChip
                        look={rule.value.status === 'announced' ? 'excused' : 'incomplete'}
                        word={t(`hours.statuses.${rule.value.status}`)}
                      />
                      {!rule.value.enabled && <PresenceChip look="off" word={t('hours.disabled')} />}
                    </Box>
                  )}
                </TableCell>
                <TableCell data-head={t('hours.when')} sx={{ whiteSpace: 'nowrap' }}>
                  {ruleTime(rule, t, language)}
                </TableCell>
                {'document' in value && value.document ? (
                  <TableCell data-head={t('hours.document')}>{showText(value.document)}</TableCell>
                ) : (
                  <TableCell />
                )}
                {props.mayWrite && (
                  <TableCell>
                    {row.mayChange ? (
                      <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
                        <Button size="small" sx={ROW_BUTTON} onClick={() => props.onEdit(row)}>
                          {t('hours.edit')}
                        </Button>
                        <Button size="small" color="error" sx={ROW_BUTTON} onClick={() => props.onEnd(row)}>
                          {'validFrom' in value ? t('hours.end') : t('hours.remove')}
                        </Button>
                      </Box>
                    ) : (
                      <Box sx={{ color: 'text.secondary' }}>{t('hours.other')}</Box>
                    )}
                  </TableCell>
                )}
              </TableRow>
            )
          })}
        </TableBody>
      </CardTable>
    </TableContainer>
  )
}
