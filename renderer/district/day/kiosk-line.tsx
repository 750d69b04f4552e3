import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined'
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { KioskStatus } from '../../../core/district/kiosks-api.ts'
import { addDays, startOfDate } from '../../../core/time.ts'
import { timeNear } from '../language/dates.ts'
import { screenClosed } from './screen-closed.ts'

/** Whether a point's data is coming in and people can scan, told by its worst active kiosk. */
export type KioskWord = { readonly amiss: boolean; readonly short: string; readonly long: string }

/**
 * In words: up to when the data of these kiosks reaches, since when one of them is silent, or that its screen is closed.
 * A day gone by of which everything is there is told nothing of what is amiss now.
 */
export function kioskWord(
  kiosks: readonly KioskStatus[],
  date: string,
  zone: string,
  t: TFunction,
): KioskWord {
  const active = kiosks.filter((kiosk) => kiosk.state === 'active')
  if (active.length === 0) {
    const none = t('kioskState.none')
    return { amiss: true, short: none, long: none }
  }
  const over = startOfDate(addDays(date, 1), zone)
  if (active.every(({ completeTo }) => completeTo !== null && completeTo >= over)) {
    const whole = t('kioskState.whole')
    return { amiss: false, short: whole, long: whole }
  }
  const silent = active.filter((kiosk) => kiosk.silent)
  if (silent.length > 0) {
    const seen = silent.map((kiosk) => kiosk.lastSeenAt).filter((at) => at !== null)
    if (seen.length < silent.length)
      return { amiss: true, short: t('kioskState.neverShort'), long: t('kioskState.never') }
    const time = timeNear(Math.min(...seen), date, zone)
    return {
      amiss: true,
      short: t('kioskState.silentShort', { time }),
      long: t('kioskState.silent', { time }),
    }
  }
  if (active.some(screenClosed))
    return { amiss: true, short: t('kioskState.closed'), long: t('kioskState.closedLong') }
  const reached = active.map((kiosk) => kiosk.completeTo).filter((at) => at !== null)
  if (reached.length < active.length)
    return { amiss: true, short: t('kioskState.neverShort'), long: t('kioskState.never') }
  const fine = t('kioskState.fine', { time: timeNear(Math.min(...reached), date, zone) })
  return { amiss: false, short: fine, long: fine }
}

/** The state of a point's kiosks in one line, with its sign. */
export function KioskLine(props: {
  kiosks: readonly KioskStatus[]
  date: string
  zone: string
  short?: boolean
}) {
  const { t } = useTranslation()
  const word = kioskWord(props.kiosks, props.date, props.zone, t)
  const Icon = word.amiss ? CloudOffIcon : CloudDoneIcon
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '0.875rem',
        fontWeight: word.amiss ? 600 : 400,
        color: word.amiss ? 'var(--not-arrived-fg)' : 'text.secondary',
      }}
    >
      <Icon sx={{ fontSize: 18, flex: 'none' }} aria-hidden />
      {props.short ? word.short : word.long}
    </Box>
  )
}
