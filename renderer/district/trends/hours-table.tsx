import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { TrendsAnswer } from '../../../core/district/trends-api.ts'
import { heatStyle } from './heat-look.ts'

const CELL = { borderBottom: '1px solid var(--line)', px: 1, py: 0.75, textAlign: 'center' } as const

/** Late arrivals by ward and hour: the more, the darker, with the number in every field. */
export function HoursTable({ points, hours }: Pick<TrendsAnswer, 'points' | 'hours'>) {
  const { t } = useTranslation()
  const shown = [...new Set(hours.map(({ hour }) => hour))].sort((a, b) => a - b)
  const most = Math.max(...hours.map(({ late }) => late))
  const counts = new Map(hours.map(({ point, hour, late }) => [`${point} ${hour}`, late]))
  const rows = points
    .map((each) => ({
      ...each,
      cells: shown.map((hour) => counts.get(`${each.point} ${hour}`) ?? 0),
    }))
    .map((row) => ({ ...row, sum: row.cells.reduce((sum, late) => sum + late, 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
  const step = (late: number) =>
    late === 0 ? 0 : (Math.max(1, Math.ceil((late / most) * 4)) as 1 | 2 | 3 | 4)
  return (
    <Box sx={{ overflowX: 'auto' }} tabIndex={0} role="group" aria-label={t('trends.hours')}>
      <Box
        component="table"
        sx={{ width: '100%', borderCollapse: 'collapse', fontVariantNumeric: 'tabular-nums' }}
      >
        <caption className="visually-hidden">{t('trends.hoursCaption')}</caption>
        <thead>
          <tr>
            <Box component="th" scope="col" sx={{ ...CELL, textAlign: 'left', pl: 2 }}>
              {t('trends.ward')}
            </Box>
            {shown.map((hour) => (
              <Box component="th" scope="col" key={hour} sx={CELL}>
                {t('trends.hour', { hour })}
              </Box>
            ))}
            <Box component="th" scope="col" sx={CELL}>
              {t('trends.sum')}
            </Box>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.point} data-point={row.point}>
              <Box component="th" scope="row" sx={{ ...CELL, textAlign: 'left', pl: 2, fontWeight: 600 }}>
                {row.pointName}
              </Box>
              {row.cells.map((late, index) => (
                <Box component="td" key={shown[index]} sx={{ ...CELL, ...heatStyle(step(late)) }}>
                  {late === 0 ? '' : late}
                </Box>
              ))}
              <Box component="td" sx={{ ...CELL, fontWeight: 700 }}>
                {row.sum}
              </Box>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  )
}
