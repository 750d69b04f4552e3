import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined'
import VisibilityIcon from '@mui/icons-material/VisibilityOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { SECOND_FACTOR_NEEDED, SECOND_FACTOR_WRONG } from '../../../core/district/accounts-api.ts'
import type { SignIn } from '../../../core/district/sign-in-api.ts'
import { tellDistrict } from '../api/ask-district.ts'
import { paths } from '../api/paths.ts'
import { meQuery } from '../api/queries.ts'
import { type Trouble, troubleOf } from '../api/trouble.ts'
import type { Language } from '../language/create-i18n.ts'
import { refusalWords } from '../language/refusal-words.ts'
import { useLanguage } from '../language/use-language.ts'

function troubleWords(trouble: Trouble, language: Language, t: TFunction): string {
  if (trouble.kind === 'offline') return t('signIn.offline')
  if (trouble.kind === 'problem') {
    if (trouble.type === SECOND_FACTOR_WRONG) return t('signIn.secondFactorWrong')
    if (trouble.status === 401 || trouble.status === 400) return t('signIn.wrong')
    if (trouble.status === 429) return t('signIn.tooMany')
    return t('signIn.failed', { detail: refusalWords(trouble, language) })
  }
  return t('signIn.failed', { detail: t('trouble.unreadable') })
}

const emptyNotice = (isEmpty: boolean, words: string) => (isEmpty ? { error: true, helperText: words } : {})

/** Name and password, and the second factor when it is asked for; says plainly why a sign-in did not work. */
export function SignInForm({ ended, onUseCode }: { ended: boolean; onUseCode: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  /** Null: not asked for. */
  const [factor, setFactor] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  /** Tried with a field left empty. */
  const [triedEmpty, setTriedEmpty] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const passwordField = useRef<HTMLInputElement>(null)

  const signIn = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const isEmpty = username.trim() === '' || password === ''
    setTriedEmpty(isEmpty)
    if (isEmpty) return
    setWorking(true)
    setTrouble(null)
    try {
      const body: z.infer<typeof SignIn> = {
        username: username.normalize('NFC').trim(),
        password: password.normalize('NFC'),
        ...(factor === null ? {} : { secondFactor: factor }),
      }
      await tellDistrict(z.unknown(), paths.signIn, body)
      await client.fetchQuery({ ...meQuery, staleTime: 0 })
    } catch (error) {
      const found = troubleOf(error)
      setWorking(false)
      if (found.kind === 'problem' && found.type === SECOND_FACTOR_NEEDED) {
        setFactor('')
        return
      }
      setTrouble(found)
      if (factor === null) passwordField.current?.select()
    }
  }

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => void signIn(event)}
      sx={{ display: 'grid', gap: 2.5 }}
    >
      <title>{`${t('signIn.title')} · ${t('product')}`}</title>
      <Typography variant="h1">{t('signIn.title')}</Typography>
      {ended && trouble === null && <Alert severity="info">{t('signIn.ended')}</Alert>}
      <Box role="alert">
        {trouble !== null && (
          <Alert severity={trouble.kind === 'offline' ? 'warning' : 'error'} role="presentation">
            {troubleWords(trouble, language, t)}
          </Alert>
        )}
      </Box>
      <TextField
        label={t('signIn.username')}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
        autoComplete="username"
        required
        autoFocus
        {...emptyNotice(triedEmpty && username.trim() === '', t('signIn.enterUsername'))}
        slotProps={{
          inputLabel: { required: false },
          htmlInput: { autoCapitalize: 'none', spellCheck: false, maxLength: 100 },
        }}
      />
      <TextField
        label={t('signIn.password')}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        required
        inputRef={passwordField}
        {...emptyNotice(triedEmpty && password === '', t('signIn.enterPassword'))}
        slotProps={{
          inputLabel: { required: false },
          htmlInput: { maxLength: 200 },
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <IconButton
                  edge="end"
                  aria-label={shown ? t('signIn.hide') : t('signIn.show')}
                  onClick={() => setShown(!shown)}
                >
                  {shown ? <VisibilityOffIcon /> : <VisibilityIcon />}
                </IconButton>
              </InputAdornment>
            ),
          },
        }}
      />
      {factor !== null && (
        <TextField
          label={t('signIn.secondFactor')}
          helperText={t('signIn.secondFactorHint')}
          value={factor}
          onChange={(event) => setFactor(event.target.value)}
          autoComplete="one-time-code"
          autoFocus
          required
          slotProps={{ inputLabel: { required: false }, htmlInput: { maxLength: 40, spellCheck: false } }}
        />
      )}
      <Button type="submit" variant="contained" size="large" disabled={working}>
        {working ? t('signIn.working') : t('signIn.submit')}
      </Button>
      <Button variant="text" onClick={onUseCode}>
        {t('choosePassword.link')}
      </Button>
      <Typography variant="body2" color="textSecondary">
        {t('signIn.forgot')}
      </Typography>
    </Box>
  )
}
