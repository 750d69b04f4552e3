import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { judgedAnewQuery } from '../api/month-sheet-queries.ts'
import { JudgedAnewDialog } from './judged-anew-dialog.tsx'

/** Says that newer rules judged days of this open month otherwise, and opens the list of them. */
export function JudgedAnewNotice({ point, month }: { point: string; month: string }) {
  const { t } = useTranslation()
  const answer = useQuery(judgedAnewQuery(point, month))
  const [open, setOpen] = useState(false)
  if (answer.data === undefined || answer.data.days.length === 0) return null
  return (
    <Alert
      severity="warning"
      variant="outlined"
      data-judged-anew={answer.data.days.length}
      action={
        <Button color="inherit" onClick={() => setOpen(true)}>
          {t('months.anewOpen')}
        </Button>
      }
    >
      <AlertTitle>{t('months.anewTitle', { count: answer.data.days.length })}</AlertTitle>
      {t('months.anewHint')}
      {open && <JudgedAnewDialog answer={answer.data} month={month} onClose={() => setOpen(false)} />}
    </Alert>
  )
}
