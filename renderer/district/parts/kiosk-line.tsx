import CloudDoneIcon from '@mui/icons-material/CloudDoneOutlined'
import CloudOffIcon from '@mui/icons-material/CloudOffOutlined'
import Box from '@mui/material/Box'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { KioskStatus } from '../../../core/district-api.ts'
import { timeNear } from '../language/dates.ts'

/** Whether a point's data is coming in, told by its worst active kiosk. */
export type KioskWord = { readonly silent: boolean; readonly short: string; readonly long: string }

/** In words: up to when the data of these kiosks reaches, or since when one of them is silent. */
export function kioskWord(
  kiosks: readonly KioskStatus[],
  date: string,
  zone: string,
  t: TFunction,
): KioskWord {
  const active = kiosks.filter((kiosk) => kiosk.state === 'active')
  if (active.length === 0) {
    const none = t('kioskState.none')
    return { silent: true, short: none, long: none }
  }
  const silent = active.filter((kiosk) => kiosk.silent)
  if (silent.length > 0) {
    const seen = silent.map((kiosk) => kiosk.lastSeenAt).filter((at) => at !== null)
    if (seen.length < silent.length)
      return { silent: true, short: t('kioskState.neverShort'), long: t('kioskState.never') }
    const time = timeNear(Math.min(...seen), date, zone)
    return {
      silent: true,
      short: t('kioskState.silentShort', { time }),
      long: t('kioskState.silent', { time }),
    }
  }
  const reached = active.map((kiosk) => kiosk.completeTo).filter((at) => at !== null)
  if (reached.length < active.length)
    return { silent: true, short: t('kioskState.neverShort'), long: t('kioskState.never') }
  const fine = t('kioskState.fine', { time: timeNear(Math.min(...reached), date, zone) })
  return { silent: false, short: fine, long: fine }
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
  const Icon = word.silent ? CloudOffIcon : CloudDoneIcon
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 0.75,
        fontSize: '0.875rem',
        fontWeight: word.silent ? 600 : 400,
        color: word.silent ? 'var(--not-arrived-fg)' : 'text.secondary',
      }}
    >
      <Icon sx={{ fontSize: 18, flex: 'none' }} aria-hidden />
      {props.short ? word.short : word.long}
    </Box>
  )
}
