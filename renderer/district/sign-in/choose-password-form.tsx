import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { troubleOf } from '../api/trouble.ts'
import { RefusalNotice } from '../parts/refusal-notice.tsx'
import { NewPasswordFields } from './password-field.tsx'

/** Sets the password of an account by the one-time code that an administrator handed out. */
export function ChoosePasswordForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation()
  const [username, setUsername] = useState('')
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const [repeated, setRepeated] = useState('')
  const choose = useMutation({
    mutationFn: () =>
      tellDistrict(z.unknown(), paths.choosePassword, {
        username: username.normalize('NFC').trim(),
        code,
        password: password.normalize('NFC'),
      }),
  })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    choose.mutate()
  }
  const isEmpty = username.trim() === '' || code.trim() === '' || password === '' || repeated !== password
  return (
    <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2.5 }}>
      <title>{`${t('choosePassword.title')} · ${t('product')}`}</title>
      <Typography variant="h1">{t('choosePassword.title')}</Typography>
      <Typography color="textSecondary">{t('choosePassword.lead')}</Typography>
      {choose.isError && <RefusalNotice trouble={troubleOf(choose.error)} onSeen={() => choose.reset()} />}
      {choose.isSuccess ? (
        <Alert severity="success">{t('choosePassword.done')}</Alert>
      ) : (
        <>
          <TextField
            required
            autoFocus
            label={t('signIn.username')}
            value={username}
            onChange={(event) => setUsername(event.target.value)}
            autoComplete="username"
            slotProps={{ htmlInput: { autoCapitalize: 'none', spellCheck: false, maxLength: 100 } }}
          />
          <TextField
            required
            label={t('choosePassword.code')}
            value={code}
            onChange={(event) => setCode(event.target.value)}
            autoComplete="one-time-code"
            slotProps={{ htmlInput: { autoCapitalize: 'characters', spellCheck: false, maxLength: 40 } }}
          />
          <NewPasswordFields
            password={password}
            repeated={repeated}
            onChange={(next, again) => {
              setPassword(next)
              setRepeated(again)
            }}
          />
          <Button type="submit" variant="contained" size="large" disabled={choose.isPending || isEmpty}>
            {t('choosePassword.submit')}
          </Button>
        </>
      )}
      <Button variant="text" onClick={onBack}>
        {t('choosePassword.back')}
      </Button>
    </Box>
  )
}
