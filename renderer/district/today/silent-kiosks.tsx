import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { KioskLine } from '../day/kiosk-line.tsx'
import { screenClosed } from '../day/screen-closed.ts'
import { Panel } from '../parts/panel.tsx'

/** More points than these are only counted. */
const MOST_NAMED = 8

/** Which kiosks the district has not heard from, and since when; at which nobody can scan; and which points have none. */
export function SilentKiosks(props: { wards: readonly WardToday[]; date: string; zone: string }) {
  const { t } = useTranslation()
  const silent = props.wards.flatMap((ward) =>
    ward.kiosks
      .filter((kiosk) => (kiosk.silent && kiosk.state === 'active') || screenClosed(kiosk))
      .map((kiosk) => ({ ward, kiosk })),
  )
  const without = props.wards.filter(({ kiosks }) => kiosks.every(({ state }) => state !== 'active'))
  const linkTo = ({ point }: WardToday): string => `/wards/${encodeURIComponent(point)}`
  return (
    <Panel title={t('today.silentTitle')}>
      {silent.length === 0 ? (
        <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary', alignItems: 'center' }}>
          <CloudDoneIcon fontSize="small" aria-hidden />
          {t(without.length === props.wards.length ? 'today.silentNoKiosk' : 'today.silentNone')}
        </Box>
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, display: 'grid', gap: 1.25, listStyle: 'none' }}>
          {silent.map(({ ward, kiosk }) => (
            <li key={kiosk.id}>
              <Link component={RouterLink} to={linkTo(ward)} sx={{ fontWeight: 600, color: 'text.primary' }}>
                {ward.pointName} · {kiosk.name}
              </Link>
              <div>
                <KioskLine kiosks={[kiosk]} date={props.date} zone={props.zone} />
              </div>
            </li>
          ))}
        </Box>
      )}
      {without.length > 0 && without.length < props.wards.length && (
        <Box data-without-kiosk sx={{ mt: 1.25 }}>
          {t('today.pointsWithout', { count: without.length })}{' '}
          {without.slice(0, MOST_NAMED).map((ward, index) => (
            <Fragment key={ward.point}>
              {index > 0 && ', '}
              <Link component={RouterLink} to={linkTo(ward)} underline="always">
                {ward.pointName}
              </Link>
            </Fragment>
          ))}
          {without.length > MOST_NAMED && ` ${t('today.pointsMore', { count: without.length - MOST_NAMED })}`}
        </Box>
      )}
    </Panel>
  )
}
