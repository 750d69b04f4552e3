import StaffedIcon from '@mui/icons-material/EventSeatOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { PresenceChip } from '../day/presence-chip.tsx'
import { Panel } from '../parts/panel.tsx'
import { countersQuery } from '../trends/trends-queries.ts'

const MOST_SHOWN = 12

/** Counters nobody sits at although somebody has to; those of silent kiosks are said to be not known. */
export function CountersPanel() {
  const { t } = useTranslation()
  const answer = useQuery(countersQuery)
  const now = answer.data
  if (now === undefined) return null
  const open = now.counters.filter(({ staffed }) => staffed !== 'yes')
  const word =
    now.kept === 0
      ? t('counters.notKept')
      : now.counters.length === 0
        ? t('counters.noneNeeded')
        : open.length === 0
          ? t('counters.none')
          : null
  return (
    <Panel title={t('counters.title')}>
      {word !== null && (
        <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary', alignItems: 'center' }}>
          <StaffedIcon fontSize="small" aria-hidden />
          {word}
        </Box>
      )}
      <Box component="ul" sx={{ m: 0, p: 0, display: 'grid', gap: 1.25, listStyle: 'none' }}>
        {open.slice(0, MOST_SHOWN).map((counter) => (
          <Box
            component="li"
            key={counter.counter}
            data-counter={counter.counter}
            sx={{ display: 'grid', gap: 0.25 }}
          >
            <Link
              component={RouterLink}
              to={`/wards/${encodeURIComponent(counter.point)}`}
              sx={{ fontWeight: 600, color: 'text.primary' }}
            >
              {counter.pointName} · {counter.name}
            </Link>
            <Box>
              <PresenceChip
                look={counter.staffed === 'unknown' ? 'no-data' : 'not-arrived'}
                word={t(counter.staffed === 'unknown' ? 'counters.unknown' : 'counters.empty')}
              />
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: '0.875rem' }}>
              {counter.people.length === 0
                ? t('counters.nobody')
                : t('counters.people', {
                    names: counter.people
                      .map(({ name, presence }) => `${name} (${t(`presence.${presence}`).toLowerCase()})`)
                      .join(', '),
                  })}
            </Box>
          </Box>
        ))}
      </Box>
      {open.length > MOST_SHOWN && (
        <Box sx={{ mt: 1.25, color: 'text.secondary' }}>
          {t('counters.more', { count: open.length - MOST_SHOWN })}
        </Box>
      )}
    </Panel>
  )
}
