import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { RulePreview } from '../../../core/district/hours-api.ts'
import { showText } from '../../../core/names.ts'
import type { DayFlag } from '../../../core/person-day/person-day.ts'
import { flagWords } from '../day/flag-words.ts'
import { monthName, shortDate, weekdayNames } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'

/** Days listed on the screen. */
const MOST_LISTED = 40

/** A flag without its minutes. */
const sumName = (code: DayFlag['code'], t: TFunction): string =>
  code === 'late' || code === 'early' || code === 'away' ? t(`rulePreview.sums.${code}`) : t(`flags.${code}`)

function Flags({ flags }: { flags: readonly DayFlag[] }) {
  const { t } = useTranslation()
  const words = flags.map((flag) => flagWords(flag, t)).join(', ')
  return <Box sx={words === '' ? { color: 'text.secondary' } : {}}>{words || t('rulePreview.none')}</Box>
}

function Changed(props: { title: string; told: string; changed: RulePreview['willChange'] }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { days, flags, count } = props.changed
  const moved = flags.filter(({ before, after }) => before !== after)
  return (
    <Box>
      <Typography variant="h3">{props.title}</Typography>
      <Typography>{props.told}</Typography>
      {moved.length > 0 && (
        <Box component="ul" sx={{ pl: 2.5, my: 1 }}>
          {moved.map(({ code, before, after }) => (
            <li key={code}>
              {sumName(code, t)}: {before} → {after}
            </li>
          ))}
        </Box>
      )}
      {days.length > 0 && (
        <TableContainer tabIndex={0} role="group" aria-label={props.title} sx={{ maxHeight: 260 }}>
          <Table size="small" stickyHeader>
            <TableHead>
              <TableRow>
                <TableCell>{t('rulePreview.date')}</TableCell>
                <TableCell>{t('rulePreview.person')}</TableCell>
                <TableCell>{t('rulePreview.before')}</TableCell>
                <TableCell>{t('rulePreview.after')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {days.slice(0, MOST_LISTED).map((day) => (
                <TableRow key={`${day.date} ${day.person}`} data-changed={day.date}>
                  <TableCell>{shortDate(day.date, language)}</TableCell>
                  <TableCell>{day.name === null ? t('people.erased') : showText(day.name)}</TableCell>
                  <TableCell>
                    <Flags flags={day.before} />
                  </TableCell>
                  <TableCell>
                    <Flags flags={day.after} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
      {count > MOST_LISTED && (
        <Typography color="textSecondary">{t('rulePreview.more', { shown: MOST_LISTED })}</Typography>
      )}
    </Box>
  )
}

/** What a change of rules would do to a month, for real and as if it had held in it. */
export function PreviewResult({ preview, month }: { preview: RulePreview; month: string }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { warnings } = preview
  const names = weekdayNames(language)
  const name = monthName(month, language)
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      {warnings.length > 0 && (
        <Alert severity="warning">
          {warnings.map(({ weekday, minutes }) => (
            <Box key={weekday}>
              {t('rulePreview.not480', { weekday: names[Number(weekday) - 1]?.long ?? '', minutes })}
            </Box>
          ))}
        </Alert>
      )}
      {preview.people === 0 ? (
        <Typography>{t('rulePreview.nobody', { month: name })}</Typography>
      ) : (
        <Results preview={preview} month={name} />
      )}
    </Box>
  )
}

/** The two comparisons, and with how many people they were made. */
function Results({ preview, month }: { preview: RulePreview; month: string }) {
  const { t } = useTranslation()
  const { willChange, asIf } = preview
  return (
    <>
      <Changed
        title={t('rulePreview.willChange')}
        told={
          willChange.count === 0
            ? t('rulePreview.nothing', { month })
            : t('rulePreview.changes', { count: willChange.count, month })
        }
        changed={willChange}
      />
      <Changed
        title={t('rulePreview.asIf', { month })}
        told={
          asIf.count === 0
            ? t('rulePreview.asIfNothing')
            : t('rulePreview.asIfChanges', { count: asIf.count })
        }
        changed={asIf}
      />
      <Typography color="textSecondary" variant="body2">
        {t('rulePreview.looked', { looked: preview.peopleLookedAt, all: preview.people })}
      </Typography>
    </>
  )
}
