import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OfferedSecondFactor, RecoveryCodes } from '../../../core/district/accounts-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { QrPicture } from '../parts/qr-picture.tsx'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { PasswordField } from '../sign-in/password-field.tsx'
import { CopyButton } from './copy-button.tsx'

/** Password, then the QR for the phone, then a code of it, then the recovery codes. `onDone`: they are kept. */
export function SecondFactorSetup({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const offer = useMutation({
    mutationFn: () =>
      tellDistrict(OfferedSecondFactor, paths.secondFactor, { password: password.normalize('NFC') }),
  })
  const prove = useMutation({
    mutationFn: () => tellDistrict(RecoveryCodes, paths.secondFactorProof, { code }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (offer.data === undefined) offer.mutate()
    else prove.mutate()
  }
  if (prove.data !== undefined) {
    return (
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Alert severity="success">{t('ownAccount.factorOn')}</Alert>
        <Typography component="p" sx={{ fontWeight: 600 }}>
          {t('ownAccount.recovery')}
        </Typography>
        <Typography>{t('ownAccount.recoveryLead')}</Typography>
        <Box
          component="ul"
          sx={{ m: 0, pl: 3, columns: 2, maxWidth: 420, fontFamily: 'monospace', lineHeight: 2 }}
        >
          {prove.data.codes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </Box>
        <Box className="not-printed" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <Button variant="outlined" onClick={() => window.print()}>
            {t('ownAccount.recoveryPrint')}
          </Button>
          <CopyButton text={prove.data.codes.join('\n')} />
          <Button variant="contained" onClick={onDone}>
            {t('ownAccount.recoveryKept')}
          </Button>
        </Box>
      </Box>
    )
  }
  const trouble = offer.error ?? prove.error
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2, maxWidth: 420 }}>
      {trouble !== null && (
        <RefusalNotice trouble={troubleOf(trouble)} onSeen={() => (prove.isError ? prove : offer).reset()} />
      )}
      {offer.data === undefined ? (
        <PasswordField
          label={t('ownAccount.confirmPassword')}
          helperText={t('ownAccount.confirmWhy')}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
        />
      ) : (
        <>
          <Typography>{t('ownAccount.factorScan')}</Typography>
          <QrPicture text={offer.data.address} label={t('ownAccount.factorQr')} />
          <Typography variant="body2">{t('ownAccount.factorType')}</Typography>
          <Typography
            component="p"
            sx={{ fontFamily: 'monospace', fontSize: '1.125rem', letterSpacing: '0.03em' }}
            data-secret={offer.data.secret}
          >
            {(offer.data.secret.match(/.{1,4}/g) ?? []).join(' ')}
          </Typography>
          <TextField
            required
            autoFocus
            label={t('ownAccount.factorCode')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 10 } }}
          />
        </>
      )}
      <Button
        type="submit"
        variant="contained"
        disabled={offer.isPending || prove.isPending || (offer.data === undefined ? password : code) === ''}
        sx={{ justifySelf: 'start' }}
      >
        {offer.data === undefined ? t('ownAccount.factorStart') : t('ownAccount.factorProve')}
      </Button>
    </Box>
  )
}
