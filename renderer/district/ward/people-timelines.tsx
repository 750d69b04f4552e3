import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardDay } from '../../../core/district/presence-api.ts'
import { localTimeOf } from '../../../core/time.ts'
import { PersonTimeline } from '../day/person-timeline.tsx'
import { PresenceChip } from '../day/presence-chip.tsx'
import { timelineScale } from '../day/timeline-scale.ts'
import { looksOf, type WardPerson } from './person-row.ts'

const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: '220px 190px minmax(0, 1fr)',
  gap: 2,
  alignItems: 'center',
}

/** A ward's people as strips over one shared time axis. */
export function PeopleTimelines(props: { day: WardDay; people: readonly WardPerson[] }) {
  const { t } = useTranslation()
  const { day } = props
  const scale = timelineScale(
    day.sessions,
    props.people.map((person) => person.day),
  )
  return (
    <Box sx={{ px: 2, pb: 2, overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('ward.timeline')}>
      <Box sx={{ minWidth: 760 }}>
        <Box sx={COLUMNS} aria-hidden>
          <span />
          <span />
          <Box sx={{ position: 'relative', height: 24, fontSize: '0.75rem', color: 'text.secondary' }}>
            {scale.hours.slice(0, -1).map((hour) => (
              <Box
                component="span"
                key={hour}
                sx={{ position: 'absolute', whiteSpace: 'nowrap' }}
                style={{ left: `${scale.at(hour)}%` }}
              >
                {localTimeOf(hour, day.zone)}
              </Box>
            ))}
          </Box>
        </Box>
        <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {props.people.map((person) => (
            <Box
              component="li"
              key={person.id}
              data-person={person.id}
              sx={{ ...COLUMNS, py: 0.75, borderTop: '1px solid var(--line)' }}
            >
              <Box sx={{ minWidth: 0 }}>
                <Link
                  component={RouterLink}
                  to={`/people/${encodeURIComponent(person.id)}?month=${day.date.slice(0, 7)}&from=${day.date}`}
                  sx={{ fontWeight: 600, color: 'text.primary' }}
                >
                  {person.name}
                </Link>
                <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{person.title}</Box>
              </Box>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
                {looksOf(person).map((look) => (
                  <PresenceChip key={look} look={look} />
                ))}
              </Box>
              <PersonTimeline day={person.day} out={person.out ?? null} scale={scale} zone={day.zone} />
            </Box>
          ))}
        </Box>
      </Box>
    </Box>
  )
}
