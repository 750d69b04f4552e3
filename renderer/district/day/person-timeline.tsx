import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Out } from '../../../core/district/person-month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'
import { sessionName } from './flag-words.ts'
import { stateWords } from './state-words.ts'
import type { TimelineScale } from './timeline-scale.ts'
import { timelineSpans } from './timeline-spans.ts'

const HATCH = 'repeating-linear-gradient(135deg, var(--no-data-bar) 0 2px, var(--no-data-bg) 2px 7px)'
const SLANT = 'repeating-linear-gradient(45deg, var(--incomplete-bar) 0 5px, var(--incomplete-bg) 5px 9px)'

/** A person's day as a strip: session bands, presence in them, steps away, marks. Told in words as well. */
export function PersonTimeline(props: {
  day: PersonDay
  /** What the person said who is out right now. */
  out: Out | null
  scale: TimelineScale
  zone: string
}) {
  const { t } = useTranslation()
  const { day, out, scale, zone } = props
  const told = day.sessions.map((_, index) => {
    const marks = (['in', 'out'] as const).flatMap((side) => {
      const at = day.marks[index]?.[side]?.at
      return at === undefined ? [] : [`${t(`sides.${side}`)} ${localTimeOf(at, zone)}`]
    })
    const state = stateWords(day.states[index], out, t)
    return `${sessionName(index, day.sessions.length, t)}: ${[state, ...marks].join(', ')}`
  })
  const place = (from: number, to: number) => ({
    left: `${scale.at(from)}%`,
    width: `max(2px, ${scale.at(to) - scale.at(from)}%)`,
  })
  const marks = day.marks.flatMap(({ in: came, out: left }) =>
    [came?.at, left?.at].filter((at) => at !== undefined),
  )
  return (
    <Box role="img" aria-label={told.join('. ')} sx={{ position: 'relative', height: 32, minWidth: 220 }}>
      {day.sessions.map(({ start, end }) => (
        <Box
          key={start}
          sx={{ position: 'absolute', top: 4, bottom: 4, borderRadius: 0.5, bgcolor: 'var(--awaited-bg)' }}
          style={place(start, end)}
        />
      ))}
      {timelineSpans(day, out).map(({ from, to, look }) => (
        <Box
          key={`${look}${from}`}
          data-span={look}
          sx={{
            position: 'absolute',
            top: look === 'late' || look === 'early' ? 12 : 8,
            bottom: look === 'late' || look === 'early' ? 12 : 8,
            borderRadius: 0.5,
            background: look === 'no-data' ? HATCH : look === 'incomplete' ? SLANT : `var(--${look}-bar)`,
            ...(look === 'absent' && {
              background: 'var(--absent-bg)',
              border: '2px solid var(--absent-bar)',
            }),
            ...(look === 'no-data' && { border: '1px dashed var(--no-data-bar)' }),
          }}
          style={place(from, to)}
        />
      ))}
      {marks.map((at) => (
        <Box
          key={at}
          sx={{ position: 'absolute', top: 3, bottom: 3, width: '2px', bgcolor: 'text.primary', ml: '-1px' }}
          style={{ left: `${scale.at(at)}%` }}
        />
      ))}
      {day.otherScans.map((at) => (
        <Box
          key={at}
          sx={{
            position: 'absolute',
            top: 12,
            width: 8,
            height: 8,
            ml: '-4px',
            borderRadius: '50%',
            bgcolor: 'text.primary',
          }}
          style={{ left: `${scale.at(at)}%` }}
        />
      ))}
      {day.asOf > scale.from && day.asOf < scale.to && (
        <Box
          sx={{
            position: 'absolute',
            top: 0,
            bottom: 0,
            borderLeft: '2px dotted',
            borderColor: 'primary.main',
          }}
          style={{ left: `${scale.at(day.asOf)}%` }}
        />
      )}
    </Box>
  )
}
