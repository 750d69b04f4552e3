import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import { useTranslation } from 'react-i18next'

/** A page that is on its way. */
export function PageLoading() {
  const { t } = useTranslation()
  return (
    <Box role="status" sx={{ display: 'grid', placeItems: 'center', minHeight: '50vh', gap: 2 }}>
      <Box sx={{ display: 'grid', justifyItems: 'center', gap: 2 }}>
        <CircularProgress aria-hidden />
        <span>{t('trouble.loading')}</span>
      </Box>
    </Box>
  )
}
