import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { LeaveTypeItem, LeaveTypesOfOrganisation } from '../../../core/district/excuses-api.ts'
import { showText } from '../../../core/names.ts'
import { halfOf } from '../../../core/symbols/timesheet-symbols.ts'

/** The types of leave, a line each. */
export function TypesTable(props: {
  list: LeaveTypesOfOrganisation
  onEdit: (type: LeaveTypeItem) => void
  onRemove: (type: LeaveTypeItem) => void
}) {
  const { t } = useTranslation()
  const { types, mayChange } = props.list
  return (
    <TableContainer
      tabIndex={0}
      role="group"
      aria-label={t('requests.tabTypes')}
      sx={{ position: 'relative' }}
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('leaveTypes.name')}</TableCell>
            <TableCell>{t('leaveTypes.symbolShort')}</TableCell>
            <TableCell>{t('leaveTypes.column')}</TableCell>
            <TableCell>{t('leaveTypes.approver')}</TableCell>
            <TableCell>{t('leaveTypes.evidence')}</TableCell>
            <TableCell>{t('leaveTypes.conditions')}</TableCell>
            {mayChange && <TableCell>{t('leaveTypes.actions')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {types.map((type) => (
            <TableRow key={type.code} data-type={type.code} sx={{ verticalAlign: 'top' }}>
              <TableCell sx={{ fontWeight: 700, minWidth: 150 }}>{showText(type.name)}</TableCell>
              <TableCell>
                {showText(type.symbol)}
                {type.half !== halfOf(type.symbol) && (
                  <Box>{t('leaveTypes.halfShort', { half: showText(type.half) })}</Box>
                )}
              </TableCell>
              <TableCell>{type.column}</TableCell>
              <TableCell sx={{ minWidth: 160 }}>{t(`leaveTypes.approvers.${type.approver}`)}</TableCell>
              <TableCell sx={{ minWidth: 160 }}>{showText(type.evidence)}</TableCell>
              <TableCell sx={{ minWidth: 160 }}>
                {conditions(type, t).map((line) => (
                  <Box key={line}>{line}</Box>
                ))}
              </TableCell>
              {mayChange && (
                <TableCell sx={{ whiteSpace: 'nowrap', py: 0 }}>
                  <Button
                    size="small"
                    aria-label={t('leaveTypes.editOf', { name: showText(type.name) })}
                    onClick={() => props.onEdit(type)}
                  >
                    {t('leaveTypes.edit')}
                  </Button>
                  <Button
                    size="small"
                    color="error"
                    disabled={types.length === 1}
                    aria-label={t('leaveTypes.removeOf', { name: showText(type.name) })}
                    onClick={() => props.onRemove(type)}
                  >
                    {t('leaveTypes.remove')}
                  </Button>
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

const conditions = (
  { needsDocument, twoPeople, atCounter, mostDays }: LeaveTypeItem,
  t: TFunction,
): readonly string[] => [
  ...(needsDocument ? [t('leaveTypes.needsDocument')] : []),
  ...(twoPeople ? [t('leaveTypes.twoPeople')] : []),
  ...(atCounter ? [t('leaveTypes.atCounterShort')] : []),
  ...(mostDays === null ? [] : [t('leaveTypes.mostDaysShort', { count: mostDays })]),
]
