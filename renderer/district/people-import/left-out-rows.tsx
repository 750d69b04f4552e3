import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { showText } from '../../../core/names.ts'
import type { LeftOutRow } from '../../../core/people/people-list-api.ts'

/** Rows that seem to be no people: each with why, and a way to say that it is one. */
export function LeftOutRows(props: {
  rows: readonly LeftOutRow[]
  working: boolean
  onPerson: (line: number) => void
}) {
  const { t } = useTranslation()
  if (props.rows.length === 0) return null
  return (
    <Alert severity="info" sx={{ mx: 2, mb: 1.5 }}>
      <AlertTitle>{t('peopleImport.leftOut', { count: props.rows.length })}</AlertTitle>
      {t('peopleImport.leftOutLead')}
      <Box
        component="ul"
        sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 220, overflowY: 'auto' }}
        tabIndex={0}
      >
        {props.rows.map(({ line, why, text }) => (
          <Box
            component="li"
            key={line}
            data-left-out={line}
            sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1 }}
          >
            <span>
              {t('peopleImport.line')} {line}: {t(`peopleImport.why.${why}`)}
              {text !== '' && ` ${t('peopleImport.quoted', { value: showText(text) })}`}
            </span>
            <Button
              size="small"
              disabled={props.working}
              aria-label={t('peopleImport.isPerson', { line })}
              onClick={() => props.onPerson(line)}
            >
              {t('peopleImport.isPersonShort')}
            </Button>
          </Box>
        ))}
      </Box>
    </Alert>
  )
}
