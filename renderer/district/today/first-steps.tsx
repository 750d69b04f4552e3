import DoneIcon from '@mui/icons-material/CheckCircle'
import OpenIcon from '@mui/icons-material/RadioButtonUnchecked'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardToday } from '../../../core/district-api.ts'
import { hasPermission } from '../../../core/district-roles.ts'
import { badgesQuery } from '../badges/badges-query.ts'
import { rulesQuery } from '../hours/rule-queries.ts'
import { Panel } from '../parts/panel.tsx'
import { organisationQuery, peopleQuery } from '../people/people-queries.ts'
import { useMe } from '../shell/me-context.ts'

const SOMEBODY = { q: '', point: '', state: 'all', badge: '', page: 0 } as const

/** What a new district needs, in order, with what is there already; gone once the first kiosk has people. */
export function FirstSteps({ wards }: { wards: readonly WardToday[] }) {
  const me = useMe()
  const isNew = wards.every(({ kiosks }) => kiosks.length === 0) || wards.every(({ people }) => people === 0)
  return isNew && hasPermission(me.role, 'people.write') && hasPermission(me.role, 'kiosks.write') ? (
    <Steps hasKiosk={wards.some(({ kiosks }) => kiosks.length > 0)} />
  ) : null
}

function Steps({ hasKiosk }: { hasKiosk: boolean }) {
  const { t } = useTranslation()
  const organisation = useQuery(organisationQuery).data
  const hours = useQuery(rulesQuery('hours', null)).data
  const people = useQuery(peopleQuery(SOMEBODY)).data
  const badges = useQuery(peopleQuery({ ...SOMEBODY, badge: 'with' })).data
  const unsaved = useInfiniteQuery(badgesQuery('unsaved')).data
  if (
    organisation === undefined ||
    hours === undefined ||
    people === undefined ||
    badges === undefined ||
    unsaved === undefined
  )
    return null
  const isSaved = unsaved.pages[0]?.items.length === 0
  const steps = [
    { id: 'organisation', to: '/organisation', done: organisation.organisations.length > 0 },
    { id: 'points', to: '/organisation', done: organisation.points.length > 0 },
    { id: 'hours', to: '/hours', done: hours.length > 0 },
    { id: 'people', to: '/people/import', done: people.total > 0 },
    { id: 'badges', to: '/badges', done: badges.total > 0 && isSaved },
    { id: 'kiosks', to: '/kiosks', done: hasKiosk },
    { id: 'pins', to: null, done: false },
  ] as const
  const next = steps.find(({ done }) => !done)?.id
  return (
    <Panel title={t('firstSteps.title')}>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.25 }}>
        {steps.map(({ id, to, done }, index) => (
          <Box component="li" key={id} data-step={id} data-done={done} sx={{ display: 'flex', gap: 1.25 }}>
            {done ? (
              <DoneIcon sx={{ color: 'var(--here-fg)' }} aria-hidden />
            ) : (
              <OpenIcon sx={{ color: 'text.secondary' }} aria-hidden />
            )}
            <Box>
              <Box sx={{ fontWeight: id === next ? 700 : 600 }}>
                {index + 1}.{' '}
                {to === null ? (
                  t(`firstSteps.${id}`)
                ) : (
                  <Link component={RouterLink} to={to} underline="always">
                    {t(`firstSteps.${id}`)}
                  </Link>
                )}
                {id !== 'pins' && (
                  <Box component="span" sx={{ fontWeight: 400, color: 'text.secondary' }}>
                    {' · '}
                    {t(done ? 'firstSteps.done' : id === next ? 'firstSteps.next' : 'firstSteps.open')}
                  </Box>
                )}
              </Box>
              <Typography variant="body2" color="textSecondary">
                {t(id === 'badges' && !isSaved ? 'firstSteps.unsaved' : `firstSteps.why.${id}`)}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Panel>
  )
}
