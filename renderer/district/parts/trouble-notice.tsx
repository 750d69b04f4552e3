import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { assertNever } from '../../../core/assert-never.ts'
import type { Trouble } from '../api/trouble.ts'
import { refusalWords } from '../language/refusal-words.ts'
import { useLanguage } from '../language/use-language.ts'

function useTold(trouble: Trouble): { title: string; hint: string } {
  const { t } = useTranslation()
  const { language } = useLanguage()
  switch (trouble.kind) {
    case 'offline':
      return { title: t('trouble.offline'), hint: t('trouble.offlineHint') }
    case 'signed-out':
      return { title: t('trouble.failed'), hint: t('signIn.ended') }
    case 'problem':
      return { title: t('trouble.failed'), hint: refusalWords(trouble, language) }
    case 'unreadable':
      return { title: t('trouble.failed'), hint: t('trouble.unreadable') }
    default:
      return assertNever(trouble)
  }
}

/** What went wrong and what to do about it. */
export function TroubleNotice(props: { trouble: Trouble; onRetry: () => void; compact?: boolean }) {
  const { t } = useTranslation()
  const { title, hint } = useTold(props.trouble)
  const reload = props.trouble.kind === 'unreadable'
  return (
    <Alert
      severity={props.trouble.kind === 'offline' ? 'warning' : 'error'}
      variant="outlined"
      className="not-printed"
      sx={{ alignItems: 'center', my: 2, maxWidth: props.compact ? 'none' : 720, mx: 'auto', width: '100%' }}
      action={
        <Button
          color="inherit"
          variant="outlined"
          onClick={reload ? () => window.location.reload() : props.onRetry}
        >
          {reload ? t('trouble.reload') : t('trouble.retry')}
        </Button>
      }
    >
      <AlertTitle>{title}</AlertTitle>
      {hint}
    </Alert>
  )
}
