import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Out } from '../../../core/district/person-month-api.ts'
import { localTimeOf } from '../../../core/time.ts'

/** Why somebody is out, since when, and when they said they would be back. */
export function OutWords({ out, zone }: { out: Out; zone: string }) {
  const { t } = useTranslation()
  const words = [
    t(`out.${out.kind}`),
    out.purpose,
    t('out.since', { time: localTimeOf(out.since, zone) }),
    out.backAt === null ? t('out.noBack') : t('out.back', { time: localTimeOf(out.backAt, zone) }),
  ]
  return (
    <Box component="span" data-out sx={{ fontSize: '0.8125rem', color: 'var(--away-fg)', display: 'block' }}>
      {words.filter((word) => word !== null && word !== '').join(' · ')}
    </Box>
  )
}
