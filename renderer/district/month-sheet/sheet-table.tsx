import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { lookStyle } from '../day/presence-look.ts'
import { shortDate, weekdayNames } from '../language/dates.ts'
import { numberText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'

type Row = MonthSheetAnswer['rows'][number]
type Cell = Row['cells'][number]
export const SUM_COLUMNS = [
  { column: 32, word: 'paid' },
  { column: 33, word: 'unpaid' },
  { column: 34, word: 'insurance' },
] as const

export const symbolOf = (cell: Cell): string =>
  cell.kind === 'undecided' ? '…' : cell.kind === 'absent' || cell.kind === 'spent' ? cell.symbol : ''

const LINE = '1px solid var(--line)'
const CELL = { borderRight: LINE, borderBottom: LINE, px: 0.5, py: 0.75, textAlign: 'center' } as const
const STUCK = { position: 'sticky', left: 0, bgcolor: 'background.paper', zIndex: 1 } as const

/** The sheet as the form has it: a row a person, a column a day, the three sums. Scrolls within its own frame. */
export function SheetTable({ sheet }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const weekdays = weekdayNames(language)
  const number = (days: number): string => numberText(days, language)
  return (
    <Box sx={{ overflowX: 'auto', borderTop: LINE }} tabIndex={0} role="group" aria-label={t('months.sheet')}>
      <Box
        component="table"
        sx={{ borderCollapse: 'separate', borderSpacing: 0, fontSize: '0.875rem', minWidth: '100%' }}
      >
        <thead>
          <tr>
            <Box
              component="th"
              scope="col"
              sx={{ ...CELL, ...STUCK, textAlign: 'left', minWidth: 190, pl: 2, zIndex: 2 }}
            >
              {t('months.name')}
            </Box>
            {sheet.dates.map(({ date, weekday, rest }) => (
              <Box
                component="th"
                scope="col"
                key={date}
                abbr={shortDate(date, language)}
                sx={{ ...CELL, minWidth: 27, ...(rest && { bgcolor: 'var(--ground)' }) }}
              >
                <Box component="span" sx={{ display: 'block', fontWeight: 700 }}>
                  {Number(date.slice(8))}
                </Box>
                <Box
                  component="span"
                  sx={{ display: 'block', fontSize: '0.6875rem', color: 'text.secondary' }}
                >
                  {weekdays[weekday - 1]?.short}
                </Box>
              </Box>
            ))}
            {SUM_COLUMNS.map(({ column, word }) => (
              <Box
                component="th"
                scope="col"
                key={column}
                sx={{ ...CELL, minWidth: 62, fontSize: '0.75rem' }}
              >
                {t(`months.columns.${word}`)}
              </Box>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map((row) => (
            <tr key={row.person} data-person={row.person}>
              <Box
                component="th"
                scope="row"
                sx={{ ...CELL, ...STUCK, textAlign: 'left', pl: 2, fontWeight: 400 }}
              >
                <Link
                  component={RouterLink}
                  to={`/people/${encodeURIComponent(row.person)}?month=${sheet.month}`}
                  sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}
                >
                  {row.name}
                </Link>
              </Box>
              {row.cells.map((cell, index) => (
                <SheetCell
                  key={sheet.dates[index]?.date}
                  cell={cell}
                  rest={sheet.dates[index]?.rest ?? false}
                />
              ))}
              {SUM_COLUMNS.map(({ column }) => (
                <Box component="td" key={column} sx={{ ...CELL, fontVariantNumeric: 'tabular-nums' }}>
                  {number(row.sums[column])}
                </Box>
              ))}
            </tr>
          ))}
          <tr>
            <Box component="th" scope="row" sx={{ ...CELL, ...STUCK, textAlign: 'left', pl: 2 }}>
              {t('months.sum')}
            </Box>
            {sheet.dates.map(({ date }) => (
              <Box component="td" key={date} sx={CELL} />
            ))}
            {SUM_COLUMNS.map(({ column }) => (
              <Box component="td" key={column} sx={{ ...CELL, fontWeight: 700 }}>
                {number(sheet.sums[column])}
              </Box>
            ))}
          </tr>
        </tbody>
      </Box>
    </Box>
  )
}

function SheetCell({ cell, rest }: { cell: Cell; rest: boolean }) {
  const symbol = symbolOf(cell)
  const look =
    cell.kind === 'undecided' ? lookStyle('no-data') : cell.kind === 'absent' ? lookStyle('absent') : {}
  return (
    <Box
      component="td"
      sx={{
        ...CELL,
        fontWeight: cell.kind === 'absent' ? 700 : 500,
        ...((rest || cell.kind === 'elsewhere') && { bgcolor: 'var(--ground)' }),
        ...look,
        ...(cell.kind === 'undecided' || cell.kind === 'absent'
          ? { borderStyle: 'solid', borderWidth: '0 1px 1px 0', borderColor: 'var(--line)' }
          : {}),
      }}
    >
      {symbol}
    </Box>
  )
}
