import DownloadIcon from '@mui/icons-material/DownloadOutlined'
import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { askForFile, type GivenFile } from '../api/ask-district.ts'
import { troubleOf } from '../api/trouble.ts'
import { RefusalNotice } from '../parts/refusal-notice.tsx'

/** Fetches papers as one ZIP, saves it, and names the papers that are not in it. */
export function ZipButton({ href, word }: { href: string; word: string }) {
  const { t } = useTranslation()
  const zip = useMutation({
    mutationFn: async () => {
      const file = await askForFile(href)
      save(file)
      const missing = file.headers.get('x-papers-missing')
      const named = missing === null ? [] : missing.split(',').map(decodeURIComponent)
      return { named, count: Number(file.headers.get('x-papers-missing-count') ?? named.length) }
    },
  })
  return (
    <Box>
      <Button startIcon={<DownloadIcon />} disabled={zip.isPending} onClick={() => zip.mutate()}>
        {zip.isPending ? t('months.zipping') : word}
      </Button>
      <Box role="status">
        {zip.data !== undefined && zip.data.count > 0 && (
          <Alert severity="warning" variant="outlined" data-papers-missing>
            <AlertTitle>{t('months.zipMissing', { count: zip.data.count })}</AlertTitle>
            {zip.data.named.map((paper) => (
              <Box key={paper}>{paper}</Box>
            ))}
            {zip.data.count > zip.data.named.length && t('months.zipMissingMore')}
          </Alert>
        )}
      </Box>
      {zip.isError && <RefusalNotice trouble={troubleOf(zip.error)} onSeen={() => zip.reset()} />}
    </Box>
  )
}

function save({ bytes, name }: GivenFile): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it up by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
