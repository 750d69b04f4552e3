import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { Panel } from '../parts/panel.tsx'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { useMe } from '../session/me-context.ts'
import { NewPasswordFields, PasswordField } from '../sign-in/password-field.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

/** One's own password and second factor. */
export function OwnAccountPage() {
  const { t } = useTranslation()
  const me = useMe()
  const [setsUp, setSetsUp] = useState(false)
  const [isOn, setIsOn] = useState(false)
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: 640 }}>
      <title>{`${t('ownAccount.title')} · ${t('product')}`}</title>
      <Typography variant="h1">{t('ownAccount.title')}</Typography>
      <Typography color="textSecondary">
        {me.displayName} · {me.username} · {t(`nav.roles.${me.role}`)}
      </Typography>
      <Panel title={t('ownAccount.password')}>
        <PasswordForm />
      </Panel>
      <Panel title={t('ownAccount.factor')}>
        <Typography sx={{ mb: 2 }}>{t('ownAccount.factorLead')}</Typography>
        {isOn && <Alert severity="success">{t('ownAccount.factorOn')}</Alert>}
        {!isOn && !setsUp && (
          <Button variant="outlined" onClick={() => setSetsUp(true)}>
            {t('ownAccount.factorStart')}
          </Button>
        )}
        {!isOn && setsUp && <SecondFactorSetup onDone={() => setIsOn(true)} />}
      </Panel>
    </Box>
  )
}

function PasswordForm() {
  const { t } = useTranslation()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const change = useMutation({
    mutationFn: () =>
      tellDistrict(z.unknown(), paths.ownPassword, {
        current: current.normalize('NFC'),
        password: password.normalize('NFC'),
      }),
    onSuccess: () => {
      setCurrent('')
      setPassword('')
      setRepeated('')
    },
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    change.mutate()
  }
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2, pt: 1 }}>
      {change.isError && <RefusalNotice trouble={troubleOf(change.error)} onSeen={() => change.reset()} />}
      {change.isSuccess && <Alert severity="success">{t('ownAccount.changed')}</Alert>}
      <PasswordField
        label={t('ownAccount.current')}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <NewPasswordFields
        password={password}
        repeated={repeated}
        onChange={(next, again) => {
          setPassword(next)
          setRepeated(again)
        }}
      />
      <Button
        type="submit"
        variant="contained"
        disabled={change.isPending || current === '' || password === '' || repeated !== password}
        sx={{ justifySelf: 'start' }}
      >
        {t('ownAccount.change')}
      </Button>
    </Box>
  )
}
