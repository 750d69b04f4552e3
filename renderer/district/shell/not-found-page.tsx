import Button from '@mui/material/Button'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { EmptyNotice } from '../parts/empty-notice.tsx'

/** Said when an address leads nowhere. */
export function NotFoundPage() {
  const { t } = useTranslation()
  return (
    <EmptyNotice title={t('trouble.notFound')} hint={t('trouble.notFoundHint')} level={1}>
      <Button component={Link} to="/" variant="contained">
        {t('trouble.home')}
      </Button>
    </EmptyNotice>
  )
}
