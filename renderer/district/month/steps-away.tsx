import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Out } from '../../../core/district/person-month-api.ts'
import type { PersonDay } from '../../../core/person-day/person-day.ts'
import { localTimeOf } from '../../../core/time.ts'
import { backWords } from '../day/out-words.tsx'

/**
 * Every absence of a day with what the person said of it, and what was said of none, in the order of time.
 * `now`: what the person said who is out right now; it stands above already.
 */
export function StepsAway(props: { day: PersonDay; outs: readonly Out[]; now: Out | null; zone: string }) {
  const { t } = useTranslation()
  const { day, outs, now, zone } = props
  const steps = [
    ...day.away.map((away) => ({ ...away, said: outs.find(({ since }) => since === away.from) })),
    ...outs
      .filter(({ since }) => since !== now?.since && !day.away.some(({ from }) => from === since))
      .map((said) => ({ from: said.since, to: null, kind: said.kind, said })),
  ].sort((a, b) => a.from - b.from)
  if (steps.length === 0) return null
  return (
    <Box component="section" sx={{ display: 'grid', gap: 0.5 }}>
      <Typography variant="h3">{t('month.awayTitle')}</Typography>
      {steps.map(({ from, to, kind, said }) => (
        <span key={from} data-day-away={kind}>
          {[
            `${localTimeOf(from, zone)}${to === null ? '' : `–${localTimeOf(to, zone)}`}`,
            t(`month.away.${kind}`),
            ...(said === undefined ? [] : [said.purpose ?? '', backWords(said, zone, t)]),
          ]
            .filter((words) => words !== '')
            .join(' · ')}
        </span>
      ))}
    </Box>
  )
}
