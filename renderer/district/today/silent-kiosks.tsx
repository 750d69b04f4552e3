import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined'
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardToday } from '../../../core/district-api.ts'
import { KioskLine } from '../parts/kiosk-line.tsx'
import { Panel } from '../parts/panel.tsx'
import { screenClosed } from '../parts/screen-closed.ts'

/** Which kiosks the district has not heard from, and since when; and at which nobody can scan. */
export function SilentKiosks(props: {
  wards: readonly WardToday[]
  date: string
  zone: string
  query: string
}) {
  const { t } = useTranslation()
  const silent = props.wards.flatMap((ward) =>
    ward.kiosks
      .filter((kiosk) => (kiosk.silent && kiosk.state === 'active') || screenClosed(kiosk))
      .map((kiosk) => ({ ward, kiosk })),
  )
  return (
    <Panel title={t('today.silentTitle')}>
      {silent.length === 0 ? (
        <Box sx={{ display: 'flex', gap: 1, color: 'text.secondary', alignItems: 'center' }}>
          <CloudDoneIcon fontSize="small" aria-hidden />
          {t(
            props.wards.every(({ kiosks }) => kiosks.length === 0)
              ? 'today.silentNoKiosk'
              : 'today.silentNone',
          )}
        </Box>
      ) : (
        <Box component="ul" sx={{ m: 0, p: 0, display: 'grid', gap: 1.25, listStyle: 'none' }}>
          {silent.map(({ ward, kiosk }) => (
            <li key={kiosk.id}>
              <Link
                component={RouterLink}
                to={`/wards/${encodeURIComponent(ward.point)}${props.query}`}
                sx={{ fontWeight: 600, color: 'text.primary' }}
              >
                {ward.pointName} · {kiosk.name}
              </Link>
              <div>
                <KioskLine kiosks={[kiosk]} date={props.date} zone={props.zone} />
              </div>
            </li>
          ))}
        </Box>
      )}
    </Panel>
  )
}
