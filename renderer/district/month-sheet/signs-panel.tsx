import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { MonthSheetAnswer } from '../../../core/district/month-api.ts'
import { hasPermission } from '../../../core/district/roles.ts'
import type { PointSign } from '../../../core/month/point-signs.ts'
import { Panel } from '../parts/panel.tsx'
import { useMe } from '../session/me-context.ts'

/** What somebody should have looked at before the month is signed, and on whose days; nothing: no panel. */
export function SignsPanel({ sheet: { signs, pointSigns, month } }: { sheet: MonthSheetAnswer }) {
  const { t } = useTranslation()
  if (signs.length + pointSigns.length === 0) return null
  return (
    <Panel title={t('months.signs')}>
      <Typography variant="body2" color="textSecondary">
        {t('months.signsHint')}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {signs.map(({ code, days, people }) => (
          <li key={code} data-month-sign={code}>
            {t('months.signDays', { sign: t(`flags.${code}`), count: days })}{' '}
            {people.map(({ id, name, days: own }, index) => (
              <span key={id}>
                {index > 0 && ', '}
                <Link
                  component={RouterLink}
                  to={`/people/${encodeURIComponent(id)}?month=${month}`}
                  sx={{ color: 'inherit', fontWeight: 600 }}
                >
                  {name}
                </Link>
                {own > 1 && ` (${own})`}
              </span>
            ))}
          </li>
        ))}
        {pointSigns.map((sign) => (
          <PointSignLine key={sign.code} sign={sign} />
        ))}
      </Box>
    </Panel>
  )
}

/** What happened to kiosks and badges, and where it is seen by whoever may see it. */
function PointSignLine({ sign: { code, times, days, of } }: { sign: PointSign }) {
  const { t } = useTranslation()
  const me = useMe()
  const isBadge = code === 'badge-revoked'
  const may = hasPermission(me.role, isBadge ? 'people.read' : 'kiosks.write')
  return (
    <li data-month-sign={code}>
      {t('months.pointSign', {
        sign: t(`months.pointSigns.${code}`),
        times: t('months.signTimes', { count: times }),
        days: t('months.signOnDays', { count: days }),
      })}{' '}
      {of.map(({ id, name, times: own }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          {may ? (
            <Link
              component={RouterLink}
              to={isBadge ? `/people/${encodeURIComponent(id)}/record` : '/kiosks'}
              sx={{ color: 'inherit', fontWeight: 600 }}
            >
              {name}
            </Link>
          ) : (
            name
          )}
          {own > 1 && ` (${own})`}
        </span>
      ))}
    </li>
  )
}
