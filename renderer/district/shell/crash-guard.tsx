import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

function Crashed() {
  const { t } = useTranslation()
  return (
    <Alert
      severity="error"
      sx={{ maxWidth: 720, mx: 'auto', mt: 8 }}
      action={<Button onClick={() => window.location.reload()}>{t('trouble.reload')}</Button>}
    >
      <AlertTitle>{t('trouble.crashed')}</AlertTitle>
      {t('trouble.crashedHint')}
    </Alert>
  )
}

/** Keeps a mistake in one page from leaving a blank window. */
export class CrashGuard extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false }

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true }
  }

  override render(): ReactNode {
    return this.state.crashed ? <Crashed /> : this.props.children
  }
}
