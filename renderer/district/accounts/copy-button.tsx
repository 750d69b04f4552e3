import Button from '@mui/material/Button'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Copies a text; browsers allow it where the page came over TLS or from this machine only, elsewhere there is no button. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (clipboard === undefined) return null
  return (
    <Button variant="outlined" onClick={() => void clipboard.writeText(text).then(() => setCopied(true))}>
      {t(copied ? 'copy.done' : 'copy.do')}
    </Button>
  )
}
