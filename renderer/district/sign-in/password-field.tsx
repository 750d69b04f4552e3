import VisibilityIcon from '@mui/icons-material/VisibilityOffOutlined'
import VisibleIcon from '@mui/icons-material/VisibilityOutlined'
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A password that can be looked at while it is typed. */
export function PasswordField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  helperText?: string
  error?: boolean
  autoFocus?: boolean
}) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const { onChange, ...given } = props
  return (
    <TextField
      required
      {...given}
      type={shown ? 'text' : 'password'}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{
        htmlInput: { maxLength: 200, autoCapitalize: 'none', spellCheck: false },
        input: {
          endAdornment: (
            <InputAdornment position="end">
              <IconButton
                edge="end"
                aria-label={t(shown ? 'signIn.hide' : 'signIn.show')}
                onClick={() => setShown(!shown)}
              >
                {shown ? <VisibilityIcon /> : <VisibleIcon />}
              </IconButton>
            </InputAdornment>
          ),
        },
      }}
    />
  )
}

/** A new password, typed twice. */
export function NewPasswordFields(props: {
  password: string
  repeated: string
  onChange: (password: string, repeated: string) => void
}) {
  const { t } = useTranslation()
  const { password, repeated, onChange } = props
  const differs = repeated !== '' && repeated !== password
  return (
    <>
      <PasswordField
        label={t('ownAccount.next')}
        helperText={t('ownAccount.nextHint')}
        value={password}
        autoComplete="new-password"
        onChange={(value) => onChange(value, repeated)}
      />
      <PasswordField
        label={t('ownAccount.repeat')}
        helperText={differs ? t('ownAccount.repeatDiffers') : ''}
        error={differs}
        value={repeated}
        autoComplete="new-password"
        onChange={(value) => onChange(password, value)}
      />
    </>
  )
}
