import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type FormEvent, type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trouble } from '../api/trouble.ts'
import { RefusalNotice } from './refusal-notice.tsx'

/** A dialog around a form: what it is for, its fields, what went wrong, do it or leave it. */
export function FormDialog(props: {
  title: string
  lead?: string
  submit: string
  working: boolean
  /** What is filled in cannot be sent yet. */
  incomplete?: boolean
  danger?: boolean
  /** It has been done: there is nothing to leave any more. */
  done?: boolean
  wide?: boolean
  trouble: Trouble | null
  onTroubleSeen: () => void
  onSubmit: () => void
  onClose: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const id = useId()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <Dialog open onClose={props.onClose} fullWidth maxWidth={props.wide ? 'md' : 'sm'} aria-labelledby={id}>
      <DialogTitle id={id}>{props.title}</DialogTitle>
      <form onSubmit={submit}>
        <DialogContent sx={{ display: 'grid', gap: 2.5 }}>
          {props.lead !== undefined && <Typography color="textSecondary">{props.lead}</Typography>}
          {props.children}
          {props.trouble !== null && <RefusalNotice trouble={props.trouble} onSeen={props.onTroubleSeen} />}
        </DialogContent>
        <DialogActions sx={{ p: 2 }}>
          {props.done !== true && <Button onClick={props.onClose}>{t('people.cancel')}</Button>}
          <Button
            type="submit"
            variant="contained"
            color={props.danger ? 'error' : 'primary'}
            disabled={props.working || (props.incomplete ?? false)}
          >
            {props.submit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
