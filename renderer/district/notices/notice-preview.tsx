import NoticeIcon from '@mui/icons-material/CampaignOutlined'
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { noticeSize } from '../../ui/notice-size.ts'

/** Of the width of the picture; the steps between them are the kiosk's own. */
const SIZES = { short: '6.2cqw', middle: '4.4cqw', long: '3.1cqw' } as const

/** A notice as a kiosk's idle screen shows it, small: the same frame, steps of size and breaks of lines. */
export function NoticePreview({ text }: { text: string }) {
  const { t } = useTranslation()
  return (
    <Box component="figure" sx={{ m: 0, containerType: 'inline-size' }}>
      <Box component="figcaption" sx={{ fontSize: '0.875rem', color: 'text.secondary', mb: 0.5 }}>
        {t('notices.preview')}
      </Box>
      <Box
        data-preview
        sx={{
          aspectRatio: '16 / 9',
          display: 'flex',
          flexDirection: 'column',
          justifyContent: 'center',
          overflow: 'hidden',
          border: '0.6cqw solid',
          borderColor: 'primary.main',
          borderRadius: 1,
          bgcolor: 'background.paper',
          px: '4cqw',
        }}
      >
        <Box
          sx={{
            display: 'flex',
            alignItems: 'center',
            gap: '1.5cqw',
            color: 'primary.main',
            fontSize: 'max(3.7cqw, 0.875rem)',
            fontWeight: 700,
          }}
        >
          <NoticeIcon sx={{ fontSize: '5.6cqw' }} aria-hidden />
          {t('notices.heading')}
        </Box>
        <Box
          sx={{
            mt: '2cqw',
            fontSize: SIZES[noticeSize(text)],
            fontWeight: 600,
            lineHeight: 1.42,
            overflowWrap: 'anywhere',
            textWrap: 'pretty',
            ...(text === '' && { color: 'text.secondary', fontWeight: 400, fontSize: SIZES.middle }),
          }}
        >
          {text === '' ? t('notices.blank') : text}
        </Box>
      </Box>
    </Box>
  )
}
