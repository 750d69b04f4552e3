import DownloadIcon from '@mui/icons-material/Download'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssuedSheet } from '../../../core/district/badges-api.ts'

/** The file as an address of this page, given back when it is no longer shown. */
function usePdfAddress(base64: string): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [base64])
  return address
}

/** The sheet that was just made, to be saved. */
export function IssuedNotice({ sheet, onSaved }: { sheet: IssuedSheet; onSaved: () => void }) {
  const { t } = useTranslation()
  const address = usePdfAddress(sheet.pdf)
  return (
    <Alert severity="success" variant="outlined">
      <AlertTitle>{t('badges.issued', { count: sheet.badges.length })}</AlertTitle>
      {t('badges.once')}
      {address !== null && (
        <Button
          component="a"
          href={address}
          download={sheet.fileName}
          onClick={onSaved}
          variant="contained"
          startIcon={<DownloadIcon />}
          sx={{ mt: 1.5, display: 'flex', width: 'fit-content' }}
        >
          {t('badges.download')}
        </Button>
      )}
    </Alert>
  )
}
