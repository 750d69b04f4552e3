import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'

/** The kiosk has come: its fingerprint, large, to be compared with what stands on its screen. */
export function EnrolledNotice({ kiosk }: { kiosk: KioskStatus }) {
  const { t } = useTranslation()
  return (
    <Box sx={{ display: 'grid', gap: 2 }} data-enrolled={kiosk.id}>
      <Alert severity="success">
        {t('enrolment.enrolled', { name: kiosk.name, point: kiosk.pointName })}
      </Alert>
      <Typography>{t('enrolment.compareNow')}</Typography>
      <Typography
        component="p"
        sx={{
          fontFamily: 'monospace',
          fontSize: { xs: '1.5rem', md: '2rem' },
          fontWeight: 700,
          overflowWrap: 'anywhere',
        }}
      >
        {kiosk.fingerprint}
      </Typography>
    </Box>
  )
}
