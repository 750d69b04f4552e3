import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Out } from '../../../core/district/person-month-api.ts'
import { localTimeOf } from '../../../core/time.ts'

/** When somebody who stepped out said they would be back. */
export const backWords = ({ backAt }: Out, zone: string, t: TFunction): string =>
  backAt === null ? t('out.noBack') : t('out.back', { time: localTimeOf(backAt, zone) })

/** Why somebody is out, since when, and when they said they would be back. */
export function OutWords({ out, zone }: { out: Out; zone: string }) {
  const { t } = useTranslation()
  const words = [
    t(`out.${out.kind}`),
    out.purpose,
    t('out.since', { time: localTimeOf(out.since, zone) }),
    backWords(out, zone, t),
  ]
  return (
    <Box component="span" data-out sx={{ fontSize: '0.8125rem', color: 'var(--away-fg)', display: 'block' }}>
      {words.filter((word) => word !== null && word !== '').join(' · ')}
    </Box>
  )
}
