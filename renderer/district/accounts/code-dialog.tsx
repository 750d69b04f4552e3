import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { OneTimeCode } from '../../../core/district/accounts-api.ts'
import { timeNear } from '../language/dates.ts'
import { useMe, useToday } from '../session/me-context.ts'

export type ShownCode = z.infer<typeof OneTimeCode>

/** A one-time code, to be handed over; it is not shown again. */
export function CodeDialog({ shown, onClose }: { shown: ShownCode; onClose: () => void }) {
  const { t } = useTranslation()
  const { zone } = useMe()
  const today = useToday()
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="code-title">
      <DialogTitle id="code-title">{t('accounts.codeTitle', { username: shown.username })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{t('accounts.codeLead')}</Typography>
        <Typography
          data-code
          sx={{ fontFamily: 'monospace', fontSize: '1.5rem', fontWeight: 700, letterSpacing: '0.06em' }}
        >
          {shown.code}
        </Typography>
        <Typography color="textSecondary">
          {t('accounts.codeUntil', { time: timeNear(shown.expiresAt, today, zone) })}
        </Typography>
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        <Button variant="contained" onClick={onClose}>
          {t('accounts.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
