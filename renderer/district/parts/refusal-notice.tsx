import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import type { Trouble } from '../api/trouble.ts'
import { refusalWords } from '../language/refusal-words.ts'
import { useLanguage } from '../language/use-language.ts'

/** What was to be done and was not: why, and that nothing has changed. `onSeen` takes it away. */
export function RefusalNotice(props: { trouble: Trouble; onSeen: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const { trouble } = props
  const hint =
    trouble.kind === 'problem'
      ? refusalWords(trouble, language)
      : trouble.kind === 'offline'
        ? t('trouble.notSent')
        : trouble.kind === 'signed-out'
          ? t('signIn.ended')
          : t('trouble.unreadable')
  return (
    <Alert
      severity={trouble.kind === 'offline' ? 'warning' : 'error'}
      variant="outlined"
      className="not-printed"
      sx={{ alignItems: 'center', my: 2, width: '100%' }}
      action={
        <Button color="inherit" sx={{ whiteSpace: 'nowrap' }} onClick={props.onSeen}>
          {t('trouble.seen')}
        </Button>
      }
    >
      <AlertTitle>{t(trouble.kind === 'offline' ? 'trouble.offline' : 'trouble.refused')}</AlertTitle>
      {hint}
    </Alert>
  )
}
