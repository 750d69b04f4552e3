import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RuleChangeBody, RulePreview, SavedRules } from '../../../core/district/hours-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { MonthSwitch } from '../dates/month-switch.tsx'
import { addMonths, shortDate } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { TroubleNotice } from '../parts/trouble-notice.tsx'
import { useToday } from '../session/me-context.ts'
import { PreviewResult } from './preview-result.tsx'
import { SavedRulesList } from './saved-rules-list.tsx'

/** Fields of a change, then what it would do to a past month, then saving it: nothing is saved unseen. */
export function ChangeDialog(props: {
  title: string
  lead?: string
  /** `null`: the fields do not make a change yet. */
  change: RuleChangeBody | null
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const id = useId()
  const client = useQueryClient()
  const thisMonth = useToday().slice(0, 7)
  const [month, setMonth] = useState(addMonths(thisMonth, -1))
  const [accepted, setAccepted] = useState(false)
  const preview = useMutation({
    mutationFn: (of: string) =>
      tellDistrict(RulePreview, '/api/v1/rules/preview', { ...props.change, month: of }),
  })
  const save = useMutation({
    mutationFn: () => tellDistrict(SavedRules, '/api/v1/rules', { ...props.change, reachesBack: accepted }),
    onSuccess: () => {
      void client.invalidateQueries()
      props.onClose()
    },
  })
  const turn = (next: string): void => {
    setMonth(next)
    preview.mutate(next)
  }
  const look = (event: FormEvent): void => {
    event.preventDefault()
    preview.mutate(month, {
      // Where the past really changes is what has to be seen first.
      onSuccess: ({ reachesBackTo }) => {
        const reached = reachesBackTo?.slice(0, 7) ?? month
        if (reached !== month) turn(reached)
      },
    })
  }
  const seen = preview.data
  const reaches = seen?.reachesBackTo ?? null
  const trouble = save.isError ? troubleOf(save.error) : preview.isError ? troubleOf(preview.error) : null
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth="md" aria-labelledby={id}>
      <DialogTitle id={id}>{seen === undefined ? props.title : t('rulePreview.title')}</DialogTitle>
      <form onSubmit={look}>
        <DialogContent sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: 'minmax(0, 1fr)' }}>
          {seen === undefined ? (
            <>
              {props.lead !== undefined && <Typography color="textSecondary">{props.lead}</Typography>}
              {props.children}
            </>
          ) : (
            <>
              <SavedRulesList title={props.title} saves={seen.saves} />
              {seen.saves.every(({ rule }) => rule.kind === 'leaders') ? (
                <Typography>{t('rulePreview.leadersOnly')}</Typography>
              ) : (
                <>
                  <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
                    <Typography>{t('rulePreview.month')}</Typography>
                    <MonthSwitch month={month} thisMonth={thisMonth} onChange={turn} />
                  </Box>
                  <PreviewResult preview={seen} month={month} />
                </>
              )}
              {reaches !== null && (
                <Alert severity="warning">
                  {t('rulePreview.reaches', { date: shortDate(reaches, language) })}
                  <FormControlLabel
                    sx={{ display: 'flex' }}
                    control={<Checkbox checked={accepted} onChange={(_, checked) => setAccepted(checked)} />}
                    label={t('rulePreview.accept')}
                  />
                </Alert>
              )}
            </>
          )}
          {trouble !== null && (
            <TroubleNotice
              trouble={trouble}
              onRetry={() => {
                save.reset()
                preview.reset()
              }}
              compact
            />
          )}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          <Button onClick={props.onClose}>{t('people.cancel')}</Button>
          {seen === undefined ? (
            <Button type="submit" variant="contained" disabled={props.change === null || preview.isPending}>
              {t('rulePreview.look')}
            </Button>
          ) : (
            <>
              <Button onClick={() => preview.reset()}>{t('rulePreview.back')}</Button>
              <Button
                variant="contained"
                disabled={save.isPending || preview.isPending || (reaches !== null && !accepted)}
                onClick={() => save.mutate()}
              >
                {t('rulePreview.save')}
              </Button>
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  )
}
