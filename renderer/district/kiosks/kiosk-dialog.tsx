import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import TextField from '@mui/material/TextField'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { timeNear } from '../language/dates.ts'
import { measureText } from '../language/numbers.ts'
import { useLanguage } from '../language/use-language.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { useMe, useToday } from '../session/me-context.ts'
import { KioskCard } from './kiosk-card.tsx'
import { scannerWords } from './kiosk-words.ts'

/** Everything known of one kiosk, its name, and its end. */
export function KioskDialog({ kiosk, onClose }: { kiosk: KioskStatus; onClose: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const me = useMe()
  const today = useToday()
  const client = useQueryClient()
  const [name, setName] = useState(kiosk.name)
  const [revoking, setRevoking] = useState(false)
  const [reason, setReason] = useState('')
  const path = `/api/v1/kiosks/${kiosk.id}`
  const done = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['kiosks'] })
    onClose()
  }
  const rename = useMutation({
    mutationFn: () => tellDistrict(z.null(), path, { name }, { method: 'PATCH' }),
    onSuccess: done,
  })
  const revoke = useMutation({
    mutationFn: () => tellDistrict(z.null(), `${path}/revoke`, { reason }),
    onSuccess: done,
  })
  if (revoking) {
    return (
      <FormDialog
        title={t('kioskDeeds.revokeTitle', { name: kiosk.name })}
        lead={t('kioskDeeds.revokeLead')}
        submit={t('kioskDeeds.revoke')}
        working={revoke.isPending}
        incomplete={reason.trim().length < 3}
        danger
        trouble={revoke.isError ? troubleOf(revoke.error) : null}
        onTroubleSeen={() => revoke.reset()}
        onSubmit={() => revoke.mutate()}
        onClose={() => setRevoking(false)}
      >
        <TextField
          required
          label={t('kioskDeeds.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 300 } }}
        />
      </FormDialog>
    )
  }
  const facts = [
    [t('kioskDeeds.scanner'), scannerWords(kiosk, t)],
    [
      t('kioskDeeds.disk'),
      kiosk.diskFree == null
        ? t('kiosks.unknown')
        : t('kioskDeeds.gigabytes', { gigabytes: measureText(kiosk.diskFree / 1e9, language) }),
    ],
    [
      t('kioskDeeds.enrolled'),
      kiosk.enrolledAt === undefined ? t('kiosks.unknown') : timeNear(kiosk.enrolledAt, today, me.zone),
    ],
  ] as const
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="kiosk-title">
      <DialogTitle id="kiosk-title">{kiosk.name}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Box component="ul" sx={{ m: 0, p: 0 }}>
          <KioskCard kiosk={kiosk} />
        </Box>
        <Box
          component="dl"
          sx={{
            m: 0,
            px: 1.5,
            display: 'grid',
            gridTemplateColumns: 'auto 1fr',
            columnGap: 1.5,
            fontSize: '0.875rem',
          }}
        >
          {facts.map(([word, value]) => (
            <Box key={word} sx={{ display: 'contents' }}>
              <Box component="dt" sx={{ color: 'text.secondary' }}>
                {word}
              </Box>
              <Box component="dd" sx={{ m: 0 }}>
                {value}
              </Box>
            </Box>
          ))}
        </Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <TextField
            size="small"
            sx={{ flex: '1 1 200px' }}
            label={t('kioskDeeds.renamed')}
            value={name}
            onChange={(event) => setName(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 100 } }}
          />
          <Button
            variant="outlined"
            disabled={rename.isPending || name.trim() === '' || name === kiosk.name}
            onClick={() => rename.mutate()}
          >
            {t('kioskDeeds.rename')}
          </Button>
        </Box>
        {rename.isError && <RefusalNotice trouble={troubleOf(rename.error)} onSeen={() => rename.reset()} />}
      </DialogContent>
      <DialogActions sx={{ p: 2 }}>
        {kiosk.state === 'active' && (
          <Button color="error" onClick={() => setRevoking(true)}>
            {t('kioskDeeds.revoke')}
          </Button>
        )}
        <Button variant="contained" onClick={onClose}>
          {t('kioskDeeds.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
