import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { WardToday } from '../../../core/district/presence-api.ts'
import { KioskLine, kioskWord } from '../day/kiosk-line.tsx'
import { LOOK_ICONS, lookStyle, lookWord } from '../day/presence-look.ts'
import { LeaderLine } from './leader-line.tsx'
import { PresenceBar } from './presence-bar.tsx'
import { type CountedLook, columnsOf, countOf } from './ward-counts.ts'

function LookHeader({ look }: { look: CountedLook }) {
  const { t } = useTranslation()
  const Icon = LOOK_ICONS[look]
  return (
    <TableCell align="center" component="th" scope="col" sx={{ px: 0.5, py: 1, verticalAlign: 'bottom' }}>
      <Box
        sx={{
          display: 'grid',
          justifyItems: 'center',
          gap: 0.25,
          color: `var(--${look}-fg)`,
          fontSize: '0.75rem',
          fontWeight: 600,
          lineHeight: 1.4,
        }}
      >
        <Icon sx={{ fontSize: 20 }} aria-hidden />
        {lookWord(look, t)}
      </Box>
    </TableCell>
  )
}

function CountCell({ ward, look }: { ward: WardToday; look: CountedLook }) {
  const count = countOf(ward, look)
  return (
    <TableCell align="center" sx={{ px: 0.5, py: 0.75 }} data-look={look}>
      {count === 0 ? (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          0
        </Box>
      ) : (
        <Box
          component="span"
          sx={{
            ...lookStyle(look),
            display: 'inline-grid',
            placeItems: 'center',
            minWidth: 40,
            height: 32,
            borderRadius: 1,
            fontWeight: 700,
            fontSize: '1rem',
          }}
        >
          {count}
        </Box>
      )}
    </TableCell>
  )
}

/** All wards at a glance: a row a ward, a column a state. */
export function WardMatrix(props: {
  wards: readonly WardToday[]
  date: string
  zone: string
  query: string
}) {
  const { t } = useTranslation()
  const columns = columnsOf(props.wards)
  return (
    <Table size="small" aria-label={t('today.wards')} sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell component="th" scope="col" sx={{ width: 200, verticalAlign: 'bottom' }}>
            {t('today.ward')}
          </TableCell>
          {columns.map((look) => (
            <LookHeader key={look} look={look} />
          ))}
          <TableCell component="th" scope="col" sx={{ width: 216, verticalAlign: 'bottom' }}>
            {t('today.leader')}
          </TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {props.wards.map((ward) => (
          <TableRow key={ward.point} hover data-ward={ward.point} sx={{ position: 'relative' }}>
            <TableCell component="th" scope="row" sx={{ py: 0.75 }}>
              <Link
                component={RouterLink}
                to={`/wards/${encodeURIComponent(ward.point)}${props.query}`}
                sx={{
                  fontWeight: 600,
                  color: 'text.primary',
                  '&::after': { content: '""', position: 'absolute', inset: 0 },
                }}
              >
                {ward.pointName}
              </Link>
              {kioskWord(ward.kiosks, props.date, props.zone, t).amiss && (
                <Box sx={{ mb: 0.5 }}>
                  <KioskLine kiosks={ward.kiosks} date={props.date} zone={props.zone} short />
                </Box>
              )}
              {ward.note !== null && (
                <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{ward.note}</Box>
              )}
              <PresenceBar ward={ward} />
            </TableCell>
            {columns.map((look) => (
              <CountCell key={look} ward={ward} look={look} />
            ))}
            <TableCell sx={{ py: 0.75 }}>
              <LeaderLine leader={ward.leader} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
