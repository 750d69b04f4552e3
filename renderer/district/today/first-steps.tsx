import DoneIcon from '@mui/icons-material/CheckCircle'
import OpenIcon from '@mui/icons-material/RadioButtonUnchecked'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { type FirstStep, FirstSteps as FirstStepsAnswer } from '../../../core/district/first-steps-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import { askDistrict } from '../api/ask-district.ts'
import { Panel } from '../parts/panel.tsx'
import { useMe } from '../session/me-context.ts'

/** Where each is done; the PINs are set at the kiosk itself. */
const PLACES: Readonly<Record<FirstStep, string | null>> = {
  organisation: '/organisation',
  points: '/organisation',
  hours: '/hours',
  people: '/people/import',
  badges: '/badges',
  kiosks: '/kiosks',
  pins: null,
}

const firstStepsQuery = queryOptions({
  queryKey: ['first-steps'],
  queryFn: ({ signal }) => askDistrict(FirstStepsAnswer, '/api/v1/first-steps', signal),
  staleTime: 0,
})

/** What a new district needs, in order, with what is there already; gone once all of it is. */
export function FirstSteps() {
  const me = useMe()
  const isSettingUp = hasPermission(me.role, 'people.write') && hasPermission(me.role, 'kiosks.write')
  const steps = useQuery({ ...firstStepsQuery, enabled: isSettingUp }).data
  return steps === undefined || steps.every(({ done }) => done) ? null : <Steps steps={steps} />
}

function Steps({ steps }: { steps: FirstStepsAnswer }) {
  const { t } = useTranslation()
  const next = steps.find(({ done }) => !done)?.id
  return (
    <Panel title={t('firstSteps.title')}>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25 }}>
        {steps.map(({ id, done, hint }, index) => (
          <Box component="li" key={id} data-step={id} data-done={done} sx={{ display: 'flex', gap: 1.25 }}>
            {done ? (
              <DoneIcon sx={{ color: 'var(--here-fg)' }} aria-hidden />
            ) : (
              <OpenIcon sx={{ color: 'text.secondary' }} aria-hidden />
            )}
            <Box>
              <Box sx={{ fontWeight: id === next ? 700 : 600 }}>
                {index + 1}.{' '}
                {PLACES[id] === null ? (
                  t(`firstSteps.${id}`)
                ) : (
                  <Link component={RouterLink} to={PLACES[id]} underline="always">
                    {t(`firstSteps.${id}`)}
                  </Link>
                )}
                <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
                  {' · '}
                  {t(done ? 'firstSteps.done' : id === next ? 'firstSteps.next' : 'firstSteps.open')}
                </Box>
              </Box>
              <Typography variant="body2" color="textSecondary">
                {t(hint === null ? `firstSteps.why.${id}` : `firstSteps.${hint}`)}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}
