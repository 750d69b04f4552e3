import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { PresenceChip } from '../day/presence-chip.tsx'
import { timeNear, USUAL_ZONE } from '../language/dates.ts'
import { useLanguage } from '../language/use-language.ts'
import { useToday } from '../session/me-context.ts'
import { clockWords, healthWords, kioskLook, kioskStateWord } from './kiosk-words.ts'

/** One kiosk on a narrow screen. */
export function KioskCard({ kiosk, onOpen }: { kiosk: KioskStatus; onOpen?: () => void }) {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const today = useToday()
  const time = (at: number | null): string =>
    at === null ? t('kiosks.never') : timeNear(at, today, USUAL_ZONE)
  const facts: readonly (readonly [string, string])[] = [
    [t('kiosks.lastSeen'), time(kiosk.lastSeenAt)],
    [t('kiosks.completeTo'), time(kiosk.completeTo)],
    [t('kiosks.position'), t('kiosks.events', { count: kiosk.have })],
    [t('kiosks.clock'), clockWords(kiosk.clockOffsetMs, t, language)],
    [t('kiosks.health'), healthWords(kiosk, t)],
    [t('kiosks.fingerprint'), kiosk.fingerprint],
  ]
  return (
    <Box
      component="li"
      sx={{ listStyle: 'none', p: 1.5, borderTop: '1px solid var(--line)', display: 'grid', gap: 1 }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, alignItems: 'start' }}>
        <Box>
          {onOpen === undefined ? (
            <Box sx={{ fontWeight: 700 }}>{kiosk.name}</Box>
          ) : (
            <Link
              component="button"
              type="button"
              sx={{ fontWeight: 700 }}
              aria-label={t('kioskDeeds.open', { name: kiosk.name })}
              onClick={onOpen}
            >
              {kiosk.name}
            </Link>
          )}
          <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>{kiosk.pointName}</Box>
        </Box>
        <PresenceChip look={kioskLook(kiosk)} word={kioskStateWord(kiosk, t)} />
      </Box>
      <Box
        component="dl"
        sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5, fontSize: '0.875rem' }}
      >
        {facts.map(([word, value]) => (
          <Box key={word} sx={{ display: 'contents' }}>
            <Box component="dt" sx={{ color: 'text.secondary' }}>
              {word}
            </Box>
            <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
