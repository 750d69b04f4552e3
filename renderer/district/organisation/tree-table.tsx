import ClosedIcon from '@mui/icons-material/ChevronRight'
import OpenIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../core/district/organisation-api.ts'
import { shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { CardTable } from '../parts/card-table.tsx'
import { useToday } from '../session/me-context.ts'
import type { ShownRow } from './shown-rows.ts'
import { calledOn, stoodOn, type TreeRow } from './tree-rows.ts'

/** What was called how and stood under whom on a date. */
function Term(props: { tree: Organisation; line: TreeRow; date: string; withParent: boolean }) {
  const { t } = useTranslation()
  const stood = stoodOn(props.line, props.date)
  const called = calledOn(props.tree, props.line, props.date)
  if (stood === 'not-yet') return <Box sx={{ color: 'text.secondary' }}>{t('organisation.notYet')}</Box>
  return (
    <>
      <Box sx={{ fontWeight: props.line.kind === 'organisation' ? 600 : 400 }}>{called.name}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
        {stood === 'ended'
          ? t('organisation.ended')
          : props.withParent && called.parent !== null
            ? t('organisation.under', { parent: called.parent })
            : ''}
      </Box>
    </>
  )
}

/** Small, so that a line stays a line. */
const ROW_BUTTON = { minHeight: 30, minWidth: 0, py: 0, px: 1 } as const

/** Opens and folds what stands below a line; keeps its place where nothing does. */
function FoldButton({ shown, onFold }: { shown: ShownRow; onFold: ((line: TreeRow) => void) | null }) {
  const { t } = useTranslation()
  const { line, open } = shown
  if (open === null || onFold === null) return <Box sx={{ width: 30, flex: 'none' }} />
  return (
    <IconButton
      size="small"
      aria-expanded={open}
      aria-label={t('organisation.fold', { name: line.row.name })}
      onClick={() => onFold(line)}
      sx={{ width: 30, height: 30, flex: 'none', mt: -0.5 }}
    >
      {open ? <OpenIcon fontSize="small" /> : <ClosedIcon fontSize="small" />}
    </IconButton>
  )
}

/** The tree, each line as it is called now beside what it was called on another date. */
export function TreeTable(props: {
  tree: Organisation
  rows: readonly ShownRow[]
  compare: string
  /** `null`: a search decides what is shown. */
  onFold: ((line: TreeRow) => void) | null
  onEdit: ((line: TreeRow) => void) | null
  onAdd: (what: 'organisation' | 'point' | 'counter', below: string) => void
  onRemove: (line: TreeRow) => void
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = useToday()
  const { tree, compare, onEdit } = props
  const details = (line: TreeRow): string => {
    if (line.kind === 'organisation') return [line.row.kind, line.row.sign].filter(Boolean).join(' · ')
    if (line.kind === 'point') return t('organisation.people', { count: line.row.people })
    const { fields, staffing, people } = line.row
    return [
      ...fields,
      t(`organisation.staffings.${staffing.kind}`),
      t('organisation.people', { count: people }),
    ].join(' · ')
  }
  return (
    <TableContainer
      tabIndex={0}
      role="group"
      aria-label={t('organisation.title')}
      sx={{ position: 'relative' }}
    >
      <CardTable>
        <TableHead>
          <TableRow>
            <TableCell>{t('organisation.now')}</TableCell>
            <TableCell>{t('organisation.onDate', { date: shortDate(compare, language) })}</TableCell>
            <TableCell>{t('organisation.kind')}</TableCell>
            <TableCell>{t('organisation.validity')}</TableCell>
            {onEdit !== null && <TableCell>{t('organisation.actions')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {props.rows.map(({ line, open }) => (
            <TableRow
              key={`${line.kind} ${line.row.id}`}
              data-row={line.row.id}
              sx={{ verticalAlign: 'top' }}
            >
              <TableCell>
                <Box sx={{ pl: line.depth * 2, display: 'flex', alignItems: 'start' }}>
                  <FoldButton shown={{ line, open }} onFold={props.onFold} />
                  <Box>
                    <Term tree={tree} line={line} date={today} withParent={false} />
                  </Box>
                </Box>
              </TableCell>
              <TableCell data-head={t('organisation.onDate', { date: shortDate(compare, language) })}>
                <Term tree={tree} line={line} date={compare} withParent />
              </TableCell>
              <TableCell>
                <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
                  {t(`organisation.kinds.${line.kind}`)}
                </Box>
                {details(line)}
              </TableCell>
              <TableCell data-head={t('organisation.validity')} sx={{ whiteSpace: 'nowrap' }}>
                {shortDate(line.row.validFrom, language)} –{' '}
                {line.row.validTo === null ? '' : shortDate(line.row.validTo, language)}
              </TableCell>
              {onEdit !== null && (
                <TableCell>
                  {(line.kind !== 'organisation' || line.row.mayChange) && (
                    <Box sx={{ display: 'flex', flexWrap: 'wrap' }}>
                      <Button size="small" sx={ROW_BUTTON} onClick={() => onEdit(line)}>
                        {t('organisation.edit')}
                      </Button>
                      {line.kind === 'organisation' && (
                        <>
                          <Button
                            size="small"
                            sx={ROW_BUTTON}
                            onClick={() => props.onAdd('organisation', line.row.id)}
                          >
                            {t('organisation.below.organisation')}
                          </Button>
                          <Button
                            size="small"
                            sx={ROW_BUTTON}
                            onClick={() => props.onAdd('point', line.row.id)}
                          >
                            {t('organisation.below.point')}
                          </Button>
                        </>
                      )}
                      {line.kind === 'point' && (
                        <Button
                          size="small"
                          sx={ROW_BUTTON}
                          onClick={() => props.onAdd('counter', line.row.id)}
                        >
                          {t('organisation.below.counter')}
                        </Button>
                      )}
                      <Button
                        size="small"
                        color="error"
                        sx={ROW_BUTTON}
                        aria-label={t('organisation.removeOf', { name: line.row.name })}
                        onClick={() => props.onRemove(line)}
                      >
                        {t('remove.submit')}
                      </Button>
                    </Box>
                  )}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </CardTable>
    </TableContainer>
  )
}
