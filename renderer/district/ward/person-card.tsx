import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardDay } from '../../../core/district/presence-api.ts'
import { FlagChip } from '../day/flag-chip.tsx'
import { sessionName } from '../day/flag-words.ts'
import { OutWords } from '../day/out-words.tsx'
import { PersonTimeline } from '../day/person-timeline.tsx'
import { PresenceChip } from '../day/presence-chip.tsx'
import type { TimelineScale } from '../day/timeline-scale.ts'
import { MarkTime } from './mark-cell.tsx'
import { OffHoursTimes } from './off-hours-times.tsx'
import type { WardPerson } from './person-row.ts'

/** One person of a ward's day on a narrow screen. */
export function PersonCard(props: { person: WardPerson; day: WardDay; scale: TimelineScale }) {
  const { t } = useTranslation()
  const { person, day, scale } = props
  const sessions = person.day.sessions.length
  const flags = person.day.flags.filter(({ code }) => code !== 'absent')
  return (
    <Box
      component="li"
      data-person={person.id}
      data-presence={person.presence}
      sx={{
        position: 'relative',
        listStyle: 'none',
        p: 1.5,
        borderTop: '1px solid var(--line)',
        display: 'grid',
        gap: 1,
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Box>
          <Link
            component={RouterLink}
            to={`/people/${encodeURIComponent(person.id)}?month=${day.date.slice(0, 7)}&from=${day.date}`}
            sx={{
              fontWeight: 700,
              color: 'text.primary',
              '&::after': { content: '""', position: 'absolute', inset: 0 },
            }}
          >
            {person.name}
          </Link>
          <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{person.title}</Box>
        </Box>
        <Box component="span" sx={{ fontWeight: 700 }}>
          {person.day.symbol}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
        <PresenceChip look={person.presence} />
        {flags.map((flag) => (
          <FlagChip key={`${flag.code}${flag.session ?? ''}`} flag={flag} sessions={sessions} />
        ))}
        <OffHoursTimes day={person.day} zone={day.zone} />
      </Box>
      {person.out != null && <OutWords out={person.out} zone={day.zone} />}
      <PersonTimeline day={person.day} out={person.out ?? null} scale={scale} zone={day.zone} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1, fontSize: '0.875rem' }}>
        {person.day.sessions.map(({ start }, index) => (
          <Box key={start}>
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {sessionName(index, sessions, t)}
            </Box>
            <Box sx={{ display: 'flex', gap: 1 }}>
              <MarkTime
                day={person.day}
                session={index}
                side="in"
                zone={day.zone}
                names={day.names ?? {}}
                bare
              />
              <span>→</span>
              <MarkTime
                day={person.day}
                session={index}
                side="out"
                zone={day.zone}
                names={day.names ?? {}}
                bare
              />
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
