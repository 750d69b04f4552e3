import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Enrolment } from '../../../core/district/kiosks-api.ts'
import { reachOf } from '../../../core/district/reachable-address.ts'
import { QrPicture } from '../parts/qr-picture.tsx'
import { useMe } from '../session/me-context.ts'

/** Whole seconds until an instant; never negative. */
function useSecondsLeft(until: number): number {
  const { aheadMs } = useMe()
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((until - now - aheadMs) / 1000))
}

/** The enrolment's QR and how long it is good, and what to type at a kiosk that cannot see it. */
export function EnrolmentTicket(props: { enrolment: z.infer<typeof Enrolment>; name: string }) {
  const { t } = useTranslation()
  const left = useSecondsLeft(props.enrolment.expiresAt)
  if (left === 0) return <Alert severity="warning">{t('enrolment.expired')}</Alert>
  const { address, fingerprint, code } = props.enrolment
  const reach = reachOf(address)
  const typed = [
    { id: 'typedAddress', text: address },
    { id: 'typedKey', text: fingerprint },
    { id: 'typedCode', text: code },
  ] as const
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { md: '340px 1fr' },
        alignItems: 'start',
        columnGap: 4,
        rowGap: 2,
      }}
    >
      <Box sx={{ display: 'grid', justifyItems: 'center', gap: 1 }}>
        <QrPicture text={props.enrolment.ticket} label={t('enrolment.qr', { name: props.name })} />
        <Typography role="timer" sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>
          {t('enrolment.left', { time })}
        </Typography>
      </Box>
      <Box sx={{ display: 'grid', gap: 2 }}>
        {reach !== 'anywhere' && (
          <Alert severity="warning" data-reach={reach}>
            {t(`enrolment.reach.${reach}`, { address })}
          </Alert>
        )}
        <Typography>{t('enrolment.scan')}</Typography>
        <Box component="section" aria-label={t('enrolment.typed')}>
          <Typography sx={{ fontWeight: 600 }}>{t('enrolment.typed')}</Typography>
          <Box component="dl" sx={{ m: 0, mt: 1 }}>
            {typed.map(({ id, text }) => (
              <Fragment key={id}>
                <Typography component="dt" color="textSecondary">
                  {t(`enrolment.${id}`)}
                </Typography>
                <Typography
                  component="dd"
                  data-typed={id}
                  sx={{ m: 0, mb: 1, fontWeight: 700, fontSize: '1.25rem', overflowWrap: 'anywhere' }}
                >
                  {text}
                </Typography>
              </Fragment>
            ))}
          </Box>
        </Box>
        <Typography variant="body2" color="textSecondary">
          {t('enrolment.once')} {t('enrolment.compare')}
        </Typography>
      </Box>
    </Box>
  )
}
